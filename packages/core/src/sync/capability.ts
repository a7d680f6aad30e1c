import { ConnectorError } from '../connector/connector-error.js';

/** The plan asks only for what the connector has. */
export function capability<Method>(method: Method | undefined): Method {
  if (method === undefined)
    throw new ConnectorError('unsupported', 'the connector lacks the operation that was planned');
  return method;
}
