import type { ParsedRequest, Quirk, ScimResponse } from '@linkspan/core';

/**
 * None is needed: e-mails as an object instead of a list, its one known departure from the standard, are taken from every client, and so are
 * the other forms in its transcript.
 */
export const quirks: readonly Quirk<ParsedRequest, ScimResponse>[] = [];
