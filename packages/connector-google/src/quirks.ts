import type { ParsedRequest, Quirk, ScimResponse } from '@linkspan/core';

/** None: Google has no client that could call this server. */
export const quirks: readonly Quirk<ParsedRequest, ScimResponse>[] = [];
