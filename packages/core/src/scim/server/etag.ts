import type { ParsedRequest } from '../message.js';
import { ScimError } from '../scim-error.js';

type Headers = ParsedRequest['headers'];

/** RFC 7644 §3.14. Weak, since what a client asked for with `attributes` does not change it. */
export function etagOf(version: number): string {
  return `W/"${version}"`;
}

/** Whether a GET is answered 304: the client has this version (RFC 9110 §13.1.2). */
export function isUnchanged(headers: Headers, version: number): boolean {
  return names(headers['if-none-match'], version);
}

/**
 * RFC 9110 §13.1.1 and §13.1.2, before a write. Versions compare weakly, as RFC 7644 §3.14 asks.
 * @throws ScimError 412
 */
export function checkPreconditions(headers: Headers, version: number): void {
  checkIfMatch(headers, version);
  if (names(headers['if-none-match'], version)) {
    throw preconditionFailed(
      `If-None-Match names the present version ${etagOf(version)}. Leave the header out to write.`,
    );
  }
}

/**
 * Comes before `If-None-Match`: RFC 9110 §13.2.2.
 * @throws ScimError 412
 */
export function checkIfMatch(headers: Headers, version: number): void {
  const ifMatch = headers['if-match'];
  if (ifMatch === undefined || names(ifMatch, version)) return;
  throw preconditionFailed(
    `The resource is at version ${etagOf(version)}, not at ${ifMatch}. Read it again, then send the change again.`,
  );
}

function preconditionFailed(detail: string): ScimError {
  return new ScimError(412, detail);
}

/** Takes `W/"3"`, `"3"`, a bare `3`, lists of them, and `*` for any version. */
function names(header: string | undefined, version: number): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .map((tag) =>
      tag
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*)"$/, '$1'),
    )
    .some((tag) => tag === '*' || tag === String(version));
}
