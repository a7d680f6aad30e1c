import { findAttributesText } from '../../store/attributes-text.js';
import type { ResourceRecord } from '../../store/resource.js';
import type { Filter } from '../filter.js';
import { findAttribute } from '../find-attribute.js';
import { isJsonObject, type Json, type JsonObject } from '../json.js';
import type { Selection } from '../parse-selection.js';
import { reach } from '../reach.js';
import type { ResourceType } from '../schema.js';
import { enterpriseUserSchema } from '../schemas/enterprise-user-schema.js';
import type { Call } from './call.js';
import { locationOf } from './resource-view.js';

const { id: enterprise } = enterpriseUserSchema;

/**
 * The records with their managers as they are now: `$ref` and `displayName` (RFC 7643 §4.3) of those who are in the directory. A manager
 * who is not there yet stays as the client wrote it. One look-up for all, and none where no manager is shown.
 */
export async function withManagers(
  call: Call,
  type: ResourceType,
  records: readonly ResourceRecord[],
  selection: Selection,
): Promise<readonly ResourceRecord[]> {
  if (type.name !== 'User' || !isShown(selection)) return records;
  const ids = [...new Set(records.flatMap((record) => managerOf(record)?.value ?? []))].filter(isId);
  if (ids.length === 0) return records;
  const present = new Map(records.map((record) => [record.id, record]));
  const missing = ids.filter((id) => !present.has(id));
  for (const record of await findUsers(call, type, missing)) present.set(record.id, record);
  return records.map((record) => withManager(call, type, record, present));
}

function isShown(selection: Selection): boolean {
  const reached = reach(selection, [enterprise, 'manager']);
  return selection.kind === 'only' ? reached !== 'none' : reached !== 'whole';
}

function managerOf(record: ResourceRecord): JsonObject | undefined {
  // Most have none, and their text says so before it is taken apart.
  if (findAttributesText(record)?.includes('"manager":') === false) return undefined;
  const extension = record.attributes[enterprise];
  const manager = isJsonObject(extension) ? extension.manager : undefined;
  return isJsonObject(manager) ? manager : undefined;
}

function isId(value: Json): value is string {
  return typeof value === 'string';
}

async function findUsers(call: Call, type: ResourceType, ids: readonly string[]): Promise<readonly ResourceRecord[]> {
  const path = findAttribute(type, { attribute: 'id' });
  if (ids.length === 0 || path === undefined) return [];
  const filters = ids.map((value): Filter => ({ kind: 'compare', path, operator: 'eq', value }));
  const { resources } = await call.resources.query(call.scope, {
    type: type.name,
    filter: { kind: 'or', filters },
    startIndex: 1,
    count: ids.length,
    withoutTotal: true,
  });
  return resources;
}

function withManager(
  { client }: Call,
  type: ResourceType,
  record: ResourceRecord,
  present: ReadonlyMap<string, ResourceRecord>,
): ResourceRecord {
  const manager = managerOf(record);
  const found = isId(manager?.value ?? null) ? present.get(String(manager?.value)) : undefined;
  if (found === undefined) return record;
  const { displayName } = found.attributes;
  const shown = {
    ...manager,
    $ref: locationOf(client, type, found.id),
    ...(typeof displayName === 'string' && { displayName }),
  };
  const extension = record.attributes[enterprise];
  return {
    ...record,
    attributes: {
      ...record.attributes,
      [enterprise]: { ...(isJsonObject(extension) && extension), manager: shown },
    },
  };
}
