import type { Json } from '@linkspan/core';

/** What a handler answers, before it goes on the wire. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: no body. A string goes out as HTML. */
  readonly body?: Json;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
};

const version: Json = { version: '1.0', meta: { links: { self: { href: 'http://jsonapi.org/format/1.0/' } } } };

/** The media type of everything below /jsonapi. */
export const mediaType = 'application/vnd.api+json';

export function document(status: number, content: Readonly<Record<string, Json>>): FakeAnswer {
  return { status, headers: { 'content-type': mediaType }, body: { jsonapi: version, ...content } };
}

/** One error for each detail; a pointer where Drupal gives one. */
export function refusal(
  status: number,
  ...errors: readonly (string | readonly [detail: string, pointer: string])[]
): FakeAnswer {
  const title = titles[status] ?? 'Error';
  return document(status, {
    errors: errors.map((error): Json => {
      const [detail, pointer] = typeof error === 'string' ? [error] : error;
      return { title, status: String(status), detail, ...(pointer !== undefined && { source: { pointer } }) };
    }),
  });
}

export function notConverted(route: string): FakeAnswer {
  return refusal(
    404,
    `The "entity" parameter was not converted for the path "/jsonapi/user/user/{entity}" (route name: "${route}")`,
  );
}

/** How REST, and what is no JSON:API, says no. */
export function plainRefusal(status: number, message: string): FakeAnswer {
  return { status, body: { message } };
}
