import { ScimError } from '../../scim-error.js';
import type { ScimLimits } from '../scim-server.js';

/** RFC 7644 §3.7.4 asks that the limits be told. */
export function bulkTooLarge(
  what: string,
  { bulkOperations, bulkBytes }: Pick<ScimLimits, 'bulkOperations' | 'bulkBytes'>,
): ScimError {
  return new ScimError(
    413,
    `The bulk request is too large, and nothing was done. ${what} At most ${bulkOperations} operations (maxOperations) in ` +
      `${bulkBytes} bytes (maxPayloadSize) are taken at once: send several requests.`,
  );
}
