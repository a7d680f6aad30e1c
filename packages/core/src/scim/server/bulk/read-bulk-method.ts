import { ScimError } from '../../scim-error.js';
import type { Call } from '../call.js';
import type { BulkOperation } from './bulk-operation.js';

const methods = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** @throws ScimError 400 `invalidSyntax` for none, and for one that a bulk request does not have */
export function readBulkMethod(call: Call, { method, bulkId }: BulkOperation): string {
  const name = method.toUpperCase();
  if (!methods.has(name)) {
    const found = method === '' ? 'it is missing' : `${JSON.stringify(method.slice(0, 20))} was sent`;
    throw new ScimError(400, `"method" must be POST, PUT, PATCH or DELETE, but ${found}.`, {
      scimType: 'invalidSyntax',
    });
  }
  if (name !== method)
    call.tolerate('bulk-method-case', `"method" is ${JSON.stringify(method)}. Write it in capitals.`);
  if (name === 'POST' && bulkId === undefined) call.tolerate('bulk-without-id', 'A POST has no "bulkId". Give it one.');
  return name;
}
