import type { ParsedRequest, ScimRequest, ScimResponse } from '../message.js';
import { resourceTypes } from '../resource-types.js';
import { ScimError } from '../scim-error.js';
import { applyRequestQuirks, applyResponseQuirks } from './apply-quirks.js';
import { createTurns } from './create-turns.js';
import { defaultLimits } from './default-limits.js';
import { dispatch } from './dispatch.js';
import { guardStorage } from './guard-storage.js';
import { readBody } from './read-body.js';
import type { ScimClient } from './scim-client.js';
import { errorResponse } from './scim-response.js';
import type { ScimServer, ScimServerOptions } from './scim-server.js';
import { shortenNames } from './shorten-names.js';
import { createUuidV7 } from './uuid-v7.js';

interface Trace {
  readonly quirks: Set<string>;
  readonly ignored: Set<string>;
  password: boolean;
}

const withBody = new Set(['POST', 'PUT', 'PATCH']);

export function createScimServer(options: ScimServerOptions): ScimServer {
  const { log, newId = createUuidV7(), typesOf = () => resourceTypes } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const resources = guardStorage(options.resources, log);
  const inTurn = createTurns();

  /** A refusal is an answer; anything else is a mistake of ours, of which the client learns only that it is not its own. */
  function answerError(error: unknown, { requestId, method, path }: ScimRequest): ScimResponse {
    if (error instanceof ScimError) return errorResponse(error);
    log?.error({ error, requestId, method, path }, 'a request failed unexpectedly');
    return errorResponse(
      new ScimError(500, `This server made a mistake. Give its operator the request id ${requestId}.`),
    );
  }

  async function answer({ body, ...request }: ScimRequest, client: ScimClient, trace: Trace): Promise<ScimResponse> {
    const parsed: ParsedRequest = {
      ...request,
      // RFC 9110 §9.3.2: as a GET; the body is left out at the end.
      method: request.method === 'HEAD' ? 'GET' : request.method,
      body: withBody.has(request.method) ? await readBody(body, limits.bodyBytes) : undefined,
    };
    const understood = applyRequestQuirks(parsed, client, trace.quirks);
    const response = await dispatch({
      request: understood,
      client,
      actor: `client:${client.id}`,
      now: () => new Date().toISOString(),
      types: typesOf(client.directory),
      eventUris: options.eventUrisOf?.(client.directory) ?? [],
      scope: { directory: client.directory, client: client.id },
      resources,
      limits,
      newId,
      committed: () => options.onCommit?.(),
      inTurn,
      ignore: (names, password) => {
        for (const name of names) trace.ignored.add(name);
        if (password) trace.password = true;
      },
    }).catch((error: unknown) => answerError(error, request));
    return applyResponseQuirks(response, understood, client, trace.quirks);
  }

  return {
    async handle(request, client) {
      const trace: Trace = { quirks: new Set(), ignored: new Set(), password: false };
      const response = await answer(request, client, trace).catch((error: unknown) => answerError(error, request));
      const { body, ...head } = response;
      return {
        ...head,
        ...(body !== undefined && request.method !== 'HEAD' && { body }),
        trace: {
          quirks: [...trace.quirks],
          ignored: [...shortenNames(trace.ignored), ...(trace.password ? ['password'] : [])],
        },
      };
    },
  };
}
