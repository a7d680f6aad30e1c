import { validateHeaderName, validateHeaderValue } from 'node:http';
import { ConnectorError } from '../connector-error.js';

type Headers = Readonly<Record<string, string>>;

/** Names in lower case, later ones win. `invalid` names the header at fault, never its value. */
export function buildHeaders(prefix: string, ...layers: readonly (Headers | undefined)[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer ?? {}))) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new ConnectorError(
        'invalid',
        `${prefix}the value for the header ${name} has characters that HTTP does not allow. Look for a line break at the end of a password or token.`,
      );
    }
    headers[name.toLowerCase()] = value;
  }
  return headers;
}
