import type { Json } from '../../json.js';
import type { ParsedRequest } from '../../message.js';
import type { Call } from '../call.js';

/**
 * The request that an operation stands for. What concerns the bulk request as a whole is not said of its parts; nobody reads the members and
 * groups in their answers.
 */
export function toPlainRequest(
  { request }: Call,
  method: string,
  target: string,
  version: string | undefined,
  body: Json | undefined,
): ParsedRequest {
  const [path = '', query = 'excludedAttributes=members,groups'] = target.split(/\?(.*)/s);
  const { 'if-match': _match, 'if-none-match': _noneMatch, ...headers } = request.headers;
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: { ...headers, ...(version !== undefined && { 'if-match': version }) },
    requestId: request.requestId,
    body: method === 'DELETE' ? undefined : body,
  };
}
