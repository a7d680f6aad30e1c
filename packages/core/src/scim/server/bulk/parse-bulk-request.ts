import { describeJson } from '../../describe-json.js';
import { findProperty } from '../../find-property.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../json.js';
import { ScimError } from '../../scim-error.js';
import type { Tolerate } from '../../tolerate.js';
import { messageSchemas } from '../message-schemas.js';
import { noteSchemas } from '../note-schemas.js';
import type { ScimLimits } from '../scim-server.js';
import type { BulkOperation } from './bulk-operation.js';
import { bulkTooLarge } from './bulk-too-large.js';

export interface BulkRequest {
  readonly operations: readonly BulkOperation[];
  /** With so many errors the rest is left undone. Absent: never. */
  readonly failOnErrors?: number;
}

/**
 * Reads the request as a whole, before any of it is done. What is wrong with a single operation is told when its turn comes.
 *
 * @throws ScimError 400 `invalidSyntax` for what is no BulkRequest, and where two operations have one bulkId; 413 beyond the limits.
 */
export function parseBulkRequest(body: Json, limits: ScimLimits, tolerate: Tolerate): BulkRequest {
  const sent = isJsonObject(body) ? findProperty(body, 'Operations') : undefined;
  if (!isJsonObject(body) || !isJsonList(sent) || sent.length === 0) {
    throw invalidSyntax('A bulk request must be an object with a list "Operations" that is not empty.');
  }
  if (sent.length > limits.bulkOperations) throw bulkTooLarge(`It has ${sent.length} operations.`, limits);
  noteSchemas('bulk-schemas', body, messageSchemas.bulkRequest, tolerate);
  const operations = sent.map(parseOperation);
  requireDistinctIds(operations);
  const failOnErrors = findProperty(body, 'failOnErrors') ?? null;
  if (failOnErrors === null) return { operations };
  if (typeof failOnErrors !== 'number' || !Number.isInteger(failOnErrors) || failOnErrors < 0) {
    throw invalidSyntax(`"failOnErrors" must be a whole number, but ${describeJson(failOnErrors)} was sent.`);
  }
  return { operations, failOnErrors: Math.max(1, failOnErrors) };
}

function parseOperation(sent: Json, index: number): BulkOperation {
  if (!isJsonObject(sent)) {
    throw invalidSyntax(`Operations[${index}] must be an object, but ${describeJson(sent)} was sent.`);
  }
  const bulkId = findText(sent, 'bulkId', index);
  const version = findText(sent, 'version', index);
  const data = findProperty(sent, 'data');
  return {
    method: findText(sent, 'method', index) ?? '',
    path: findText(sent, 'path', index)?.trim() ?? '',
    ...(bulkId !== undefined && { bulkId }),
    ...(version !== undefined && { version }),
    ...(data !== undefined && { data }),
  };
}

function findText(operation: JsonObject, name: string, index: number): string | undefined {
  const value = findProperty(operation, name) ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalidSyntax(`Operations[${index}]: "${name}" must be text, but ${describeJson(value)} was sent.`);
}

function requireDistinctIds(operations: readonly BulkOperation[]): void {
  const known = new Set<string>();
  for (const { bulkId } of operations) {
    if (bulkId === undefined) continue;
    if (known.has(bulkId)) {
      throw invalidSyntax(`Two operations have the bulkId ${JSON.stringify(bulkId)}. Give each one of its own.`);
    }
    known.add(bulkId);
  }
}

function invalidSyntax(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: 'invalidSyntax' });
}
