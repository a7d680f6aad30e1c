import type { JsonObject } from '@linkspan/core';
import type { Database } from '../database.js';
import { createResourceKeys } from '../resources/resource-keys.js';
import { createSearchDocument } from '../resources/search-document.js';
import { type Sql, sql } from '../sql.js';

const batch = 2000;

/** The id that `fillDirectory` gives to its so manieth user. */
export function filledId(number: number): string {
  return `user-${String(number).padStart(7, '0')}`;
}

/** What a filled user has: every attribute that is indexed, and one that is not. */
export function filledUser(number: number): JsonObject {
  return {
    userName: `person${number}@example.com`,
    displayName: `Person ${number % 5000}`,
    name: { familyName: `Family ${number % 500}` },
    active: number % 2 === 0,
    title: `Title ${number % 100}`,
    emails: [{ value: `mail${number}@example.com`, type: 'work', primary: true }],
  };
}

/** So many users at once, as commits of `client` would have left them. The directory holds none yet. */
export async function fillDirectory(
  { knex, dialect, write }: Database,
  { directory, client }: { readonly directory: string; readonly client: string },
  users: number,
): Promise<void> {
  const json = (name: string): Sql =>
    dialect.name === 'sqlite' ? sql`jsonb(v.value ->> ${name})` : sql`cast(v.value ->> ${name} as jsonb)`;
  for (let start = 0; start < users; start += batch) {
    const rows = Array.from({ length: Math.min(batch, users - start) }, (_, index) => describe(start + index + 1));
    await write(async (session) => {
      await session.all(sql`
        insert into resources (directory, type, id, owner, version, created, last_modified, label, attributes, search,
          user_name_key, display_name_key, family_name_key, active)
        select ${directory}, 'User', v.value ->> 'id', ${client}, 1, 0, 0, v.value ->> 'label', v.value ->> 'attributes', ${json('search')},
          v.value ->> 'userName', v.value ->> 'displayName', v.value ->> 'familyName', v.value ->> 'active' = ${dialect.boolean(true)}
        from ${dialect.rows(rows)} v`);
      await session.all(sql`
        insert into resource_values (directory, type, path, value_key, resource_id)
        select ${directory}, 'User', 'emails.value', v.value ->> 'mail', v.value ->> 'id' from ${dialect.rows(rows)} v`);
      await session.all(sql`
        insert into external_ids (directory, client, type, resource_id, external_id)
        select ${directory}, ${client}, 'User', v.value ->> 'id', v.value ->> 'externalId' from ${dialect.rows(rows)} v`);
    });
    // Else a new table is planned for as if it were empty; a server's own autovacuum does it within a minute.
    if (dialect.name === 'postgres') await knex.raw('analyze resources, resource_values, external_ids');
  }
  await write((session) =>
    session.all(
      sql`insert into counters (directory, type, first_id, shard, total) values (${directory}, 'User', '', 0, ${users})`,
    ),
  );
}

function describe(number: number) {
  const attributes = filledUser(number);
  const keys = createResourceKeys('User', attributes);
  return {
    id: filledId(number),
    label: keys.label,
    attributes: JSON.stringify(attributes),
    search: JSON.stringify(createSearchDocument(attributes)),
    userName: keys.user_name_key,
    displayName: keys.display_name_key,
    familyName: keys.family_name_key,
    active: keys.active,
    mail: keys.values[0]?.key,
    externalId: `external-${number}`,
  };
}
