import type { ScimError } from '../scim-error.js';

const byStatus: Readonly<Record<number, string>> = {
  400: 'refused: not understood',
  401: 'refused: authentication',
  403: 'refused: not allowed',
  404: 'refused: not found',
  405: 'refused: method',
  409: 'refused: conflict',
  412: 'refused: precondition',
  413: 'refused: too large',
  429: 'refused: rate limit',
  501: 'refused: not offered',
  503: 'failed: unavailable',
};

/** A refusal in few words, of which there are few, for a request log. */
export function describeRefusal({
  status,
  reason,
  scimType,
}: Pick<ScimError, 'status' | 'reason' | 'scimType'>): string {
  const word = reason ?? scimType;
  if (word !== undefined && status < 500) return `refused: ${word}`;
  return byStatus[status] ?? (status < 500 ? `refused: ${status}` : 'failed');
}
