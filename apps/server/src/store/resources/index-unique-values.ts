import {
  isJsonObject,
  type JsonObject,
  listDeclaredUniquePaths,
  type ResourceType,
  uniqueValuesOf,
} from '@linkspan/core';
import type { Database } from '../database.js';
import { createSettings } from '../settings/create-settings.js';
import { sql } from '../sql.js';

/** A value that stood in several resources when its attribute became unique. */
export interface SharedValue {
  readonly directory: string;
  readonly type: string;
  readonly attribute: string;
  readonly id: string;
}

const settingKey = 'unique-attributes';
const pageSize = 500;

/**
 * Brings `unique_values` up to what the schemas say by now: attributes that became unique are filled from the resources that there are,
 * those that ceased to be are forgotten. Does nothing while the schemas stay the same; may run beside commits. Where a value stands
 * in several resources the oldest one holds it, and the others are resolved: each keeps what it has, and cannot be given it anew.
 */
export async function indexUniqueValues(
  database: Database,
  types: readonly ResourceType[],
): Promise<readonly SharedValue[]> {
  const settings = createSettings(database);
  const former = await settings.find(settingKey);
  const before: JsonObject = isJsonObject(former) ? former : {};
  const after = Object.fromEntries(
    types.flatMap((type) =>
      listDeclaredUniquePaths(type).map(({ name, path: { attribute } }) => [
        JSON.stringify([type.name, name]),
        JSON.stringify([attribute.type, attribute.caseExact]),
      ]),
    ),
  );
  const moved = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  );
  if (moved.length === 0) return [];
  for (const key of moved) if (Object.hasOwn(before, key)) await forget(database, JSON.parse(key));
  const shared: SharedValue[] = [];
  for (const type of types) {
    const fresh = new Set(
      listDeclaredUniquePaths(type)
        .map(({ name }) => name)
        .filter((name) => moved.includes(JSON.stringify([type.name, name]))),
    );
    if (fresh.size > 0) shared.push(...(await fill(database, type, fresh)));
  }
  await settings.set(settingKey, after);
  return shared;
}

async function forget({ write }: Database, [type, attribute]: readonly [string, string]): Promise<void> {
  await write((session) =>
    session.all(sql`delete from unique_values where type = ${type} and attribute = ${attribute}`),
  );
}

interface Row {
  readonly directory: string;
  readonly id: string;
  readonly attributes: string;
}

async function fill(
  { write, dialect }: Database,
  type: ResourceType,
  attributes: ReadonlySet<string>,
): Promise<readonly SharedValue[]> {
  const shared: SharedValue[] = [];
  let [directory, after] = ['', ''];
  for (;;) {
    const page = await write(async (session) => {
      const rows = await session.all<Row>(sql`
        select r.directory, r.id, r.attributes from resources r
        where r.type = ${type.name} and (r.directory > ${directory} or (r.directory = ${directory} and r.id > ${after}))
        order by r.directory, r.id limit ${pageSize} ${dialect.forUpdate}`);
      const refused: SharedValue[] = [];
      for (const resource of rows) {
        const values = (uniqueValuesOf(type, JSON.parse(resource.attributes)) ?? []).filter(({ attribute }) =>
          attributes.has(attribute),
        );
        if (values.length === 0) continue;
        const taken = await session.all<{ readonly attribute: string; readonly value_key: string }>(sql`
          insert into unique_values (directory, type, attribute, value_key, resource_id)
          select ${resource.directory}, ${type.name}, v.value ->> 'attribute', v.value ->> 'key', ${resource.id}
          from ${dialect.rows(values)} v where true on conflict do nothing returning attribute, value_key`);
        const lost = values.find(
          (value) => !taken.some((row) => row.attribute === value.attribute && row.value_key === value.key),
        );
        if (lost) {
          const { directory: where, id } = resource;
          refused.push({ directory: where, type: type.name, attribute: lost.attribute, id });
        }
      }
      return { rows, refused };
    });
    shared.push(...page.refused);
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < pageSize) return shared;
    [directory, after] = [last.directory, last.id];
  }
}
