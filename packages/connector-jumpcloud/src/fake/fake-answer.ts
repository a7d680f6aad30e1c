import type { Json } from '@linkspan/core';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined: no body, or one that is no JSON. */
  readonly json: Json | undefined;
  readonly text: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text goes out as it is. Undefined: no body. */
  readonly body?: Json;
}

/** In the form that was recorded: `error` and `message`, without the `code` and `status` of the description. */
export function refuse(status: number, error: string, message: string): FakeAnswer {
  return { status, body: { error, message } };
}

export const notFound: FakeAnswer = refuse(404, 'Not Found', 'Not Found');
export const ok = (body: Json): FakeAnswer => ({ status: 200, body });
