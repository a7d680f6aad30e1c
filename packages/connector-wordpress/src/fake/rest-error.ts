import type { Json } from '@linkspan/core';

/** What a handler answers, before it goes on the wire. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: no body. A string goes out as HTML. */
  readonly body?: Json;
}

/** A `WP_Error` with a status, or without one: then it is a 500 with data null. */
export function restError(
  status: number,
  code: string,
  message: string,
  more: Readonly<Record<string, Json>> = {},
): FakeAnswer {
  return { status, body: { code, message, data: { status, ...more } } };
}

export function errorWithoutStatus(code: string, message: string): FakeAnswer {
  return { status: 500, body: { code, message, data: null } };
}

/** 401 for visitors, 403 for those who are signed in. */
export function forbidden(signedIn: boolean, code: string, message: string): FakeAnswer {
  return restError(signedIn ? 403 : 401, code, message);
}

export function invalidParameter(name: string, code: string, message: string): FakeAnswer {
  return restError(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`, {
    params: { [name]: message },
    details: { [name]: { code, message, data: null } },
  });
}

export function missingParameters(names: readonly string[]): FakeAnswer {
  return restError(400, 'rest_missing_callback_param', `Missing parameter(s): ${names.join(', ')}`, {
    params: [...names],
  });
}

export const noSuchUser: FakeAnswer = restError(404, 'rest_user_invalid_id', 'Invalid user ID.');
export const noRoute: FakeAnswer = restError(
  404,
  'rest_no_route',
  'No route was found matching the URL and request method.',
);
