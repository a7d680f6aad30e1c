import type { Json, JsonObject } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import type { Probe } from '../probe.js';

export const bulkRequest = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const bulkResponse = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';

/** The operations of the answer, in their order. */
export async function askBulk(
  probe: Probe,
  Operations: readonly JsonObject[],
  more: JsonObject = {},
): Promise<readonly Json[]> {
  const answer = await probe.send('POST', '/Bulk', { schemas: [bulkRequest], ...more, Operations });
  const document = demand.document(answer, 200);
  demand.that(
    listAt(document, 'schemas').includes(bulkResponse),
    `"schemas" with ${bulkResponse}`,
    at(document, 'schemas'),
  );
  return listAt(document, 'Operations');
}

export const createOperation = (probe: Probe, bulkId: string, data: JsonObject = probe.userBody()): JsonObject => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data,
});
export const byBulkId = (operations: readonly Json[], bulkId: string) =>
  operations.find((one) => at(one, 'bulkId') === bulkId);
/** Of the resource that an operation made. */
export const idOf = (operation: Json | undefined) => String(at(operation, 'location')).split('/').at(-1) ?? '';
