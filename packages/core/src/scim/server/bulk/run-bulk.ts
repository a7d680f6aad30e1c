import type { Json, JsonObject } from '../../json.js';
import type { ScimResponse } from '../../message.js';
import { bodyOf } from '../body-of.js';
import type { Call } from '../call.js';
import { messageSchemas } from '../message-schemas.js';
import { bodyResponse } from '../scim-response.js';
import type { BulkOperation } from './bulk-operation.js';
import { type BulkOutcome, createBulkRun, type Perform } from './create-bulk-run.js';
import { parseBulkRequest } from './parse-bulk-request.js';

/**
 * RFC 7644 §3.7. Each operation is done as the plain request that it stands for, and is durable by itself: what was done stays done,
 * whatever becomes of the others. They are answered in the order of the request.
 */
export async function runBulk(call: Call, perform: Perform): Promise<ScimResponse> {
  const { operations, failOnErrors = Number.POSITIVE_INFINITY } = parseBulkRequest(
    bodyOf(call),
    call.limits,
    call.tolerate,
  );
  const run = createBulkRun(call, operations, perform);
  for (const operation of operations) {
    if (countErrors(run.outcomes) >= failOnErrors) break;
    await run.perform(operation);
  }
  const results = operations.flatMap((operation) => {
    const outcome = run.outcomes.get(operation);
    return outcome ? [describe(call, operation, outcome)] : [];
  });
  return bodyResponse(200, JSON.stringify({ schemas: [messageSchemas.bulkResponse], Operations: results }));
}

function countErrors(outcomes: ReadonlyMap<BulkOperation, BulkOutcome>): number {
  return [...outcomes.values()].filter(({ response }) => response.status >= 400).length;
}

function describe({ client }: Call, operation: BulkOperation, { path, response }: BulkOutcome): JsonObject {
  const { status, headers, body } = response;
  const method = operation.method.toUpperCase();
  const failed = status >= 400;
  const [place = ''] = path.split('?');
  const own = method === 'POST' ? undefined : `${client.baseUrl}/${place.replace(/^\/+/, '')}`;
  const location = headers['Location'] ?? own;
  const version = headers['ETag'];
  return {
    method,
    ...(operation.bulkId !== undefined && { bulkId: operation.bulkId }),
    ...(version !== undefined && { version }),
    ...(location !== undefined && { location }),
    status: String(status),
    ...(failed && typeof body === 'string' && { response: JSON.parse(body) as Json }),
  };
}
