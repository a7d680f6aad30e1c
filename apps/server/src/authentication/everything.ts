import type { ScimScope } from '@linkspan/core';

/** What those may do whose scopes nobody limited. */
export const everything: ReadonlySet<ScimScope> = new Set(['read', 'write']);
