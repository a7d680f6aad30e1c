import { isJsonList, isJsonObject, type Json, type ParsedRequest, type Quirk, type ScimResponse } from '@linkspan/core';

type InboundQuirk = Quirk<ParsedRequest, ScimResponse>;

/** Not in Okta's documents: a test of a service that works with Okta has it. */
export const missingOperation: InboundQuirk = {
  name: 'missing-op',
  reason:
    'Okta may leave "op" out when it changes a person by names alone, as in {"value": {"active": false}}. It can only mean replace. With a ' +
    '"path", or of a group, it might mean another thing, and is refused as everywhere.',
  request(request) {
    const { method, path, body } = request;
    if (method !== 'PATCH' || !/^\/+Users\//.test(path) || !isJsonObject(body)) return request;
    const { Operations: operations } = body;
    if (operations === undefined || !isJsonList(operations) || !operations.some(lacksOperation)) return request;
    return { ...request, body: { ...body, Operations: operations.map(asReplace) } };
  },
};

export const quirks: readonly InboundQuirk[] = [missingOperation];

function asReplace(operation: Json): Json {
  return isJsonObject(operation) && lacksOperation(operation) ? { op: 'replace', ...operation } : operation;
}

function lacksOperation(operation: Json): boolean {
  return isJsonObject(operation) && !('op' in operation) && !('path' in operation) && isJsonObject(operation['value']);
}
