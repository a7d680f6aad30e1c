import { isJsonList, isJsonObject, type Json, type ParsedRequest, type Quirk, type ScimResponse } from '@linkspan/core';

type InboundQuirk = Quirk<ParsedRequest, ScimResponse>;

/**
 * Reported by two services (PostHog/posthog #47336, grokability/snipe-it #19096), in no document of Microsoft. Off unless an operator has
 * seen it: taken for an addition, a replacement that is meant leaves people in the group who should be out of it, and nobody notices.
 * Taken by the letter, a partial list takes people out who should be in it, which is seen, counted by the guards and can be undone.
 */
export const partialMemberReplace: InboundQuirk = {
  name: 'partial-member-replace',
  enabled: false,
  reason:
    'Entra has been reported to send "Replace members" with only the member who is new, where its documents say Add. With this quirk such a list is added ' +
    'to the group; an empty one still empties it, and Remove still removes. Switch it on only if "linkspan requests <client>" shows such lists.',
  request(request) {
    const { method, path, body } = request;
    if (method !== 'PATCH' || !/^\/+Groups\//.test(path) || !isJsonObject(body)) return request;
    const { Operations: operations } = body;
    if (operations === undefined || !isJsonList(operations) || !operations.some(replacesMembers)) return request;
    const added = operations.map((one) => (isJsonObject(one) && replacesMembers(one) ? { ...one, op: 'add' } : one));
    return { ...request, body: { ...body, Operations: added } };
  },
};

export const quirks: readonly InboundQuirk[] = [partialMemberReplace];

function replacesMembers(operation: Json): boolean {
  if (!isJsonObject(operation)) return false;
  const { op, path, value } = operation;
  const isReplace = typeof op === 'string' && op.toLowerCase() === 'replace';
  return isReplace && path === 'members' && value !== undefined && isJsonList(value) && value.length > 0;
}
