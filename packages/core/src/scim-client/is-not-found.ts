import { ConnectorError } from '../connector/connector-error.js';

export function isNotFound(error: unknown): boolean {
  return ConnectorError.is(error) && error.kind === 'not-found';
}
