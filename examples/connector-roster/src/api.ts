import {
  ConnectorError,
  type ConnectorErrorKind,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
} from '@linkspan/core';
import { z } from 'zod';

const kinds: Readonly<Record<number, ConnectorErrorKind>> = {
  401: 'auth',
  403: 'auth',
  404: 'not-found',
  409: 'conflict',
};
const refusalSchema = z.object({ field: z.string().optional(), missing: z.string().optional() });

export type Api = ReturnType<typeof createApi>;

export function createApi(client: HttpClient) {
  return {
    /** Whatever the status is. */
    send: (request: HttpRequest, signal: AbortSignal) => client.request(request, signal),

    /** What the vendor answers, as it must look. */
    async call<Shape extends z.ZodType>(
      shape: Shape,
      request: HttpRequest,
      signal: AbortSignal,
    ): Promise<z.output<Shape>> {
      return parsed(shape, accepted(await client.request(request, signal)));
    },
  };
}

export function parsed<Shape extends z.ZodType>(shape: Shape, { json }: HttpResponse): z.output<Shape> {
  const result = shape.safeParse(json);
  if (result.success) return result.data;
  throw new ConnectorError('invalid', 'roster: the answer is none of Roster. Is the url right?', {
    cause: result.error,
  });
}

/** The vendor's no, as a decision. */
export function accepted(answer: HttpResponse): HttpResponse {
  if (answer.status < 300) return answer;
  const { field, missing } = refusalOf(answer);
  const kind = kinds[answer.status] ?? 'invalid';
  const hint = kind === 'auth' ? ' Make a new token under Settings > API.' : '';
  const text = `roster: the request was refused (${answer.status} ${field ?? missing ?? 'without a reason'}).${hint}`;
  throw new ConnectorError(kind, text, field === undefined ? {} : { field });
}

export function refusalOf(answer: HttpResponse): z.output<typeof refusalSchema> {
  return refusalSchema.safeParse(answer.json).data ?? {};
}
