import { ScimError } from '../../scim/scim-error.js';

/** Why the directory did not take a write, for a person. What is no refusal (a fault, a database out of reach) is thrown on. */
export function refusalText(error: unknown): string {
  if (!(error instanceof ScimError) || error.status >= 500) throw error;
  return `the directory does not take it: ${error.message}`;
}

/** The resource was read too long ago: somebody has written it, or removed it, since. */
export function hasMovedOn(error: unknown): boolean {
  return error instanceof ScimError && (error.status === 412 || error.status === 404);
}
