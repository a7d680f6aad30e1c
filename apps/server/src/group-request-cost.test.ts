import { createScimServer, type ScimClient } from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlStore } from './store/create-sql-store.js';
import { openSqliteFile, type SqliteFile } from './store/testing/open-sqlite-file.js';
import { watchStatements } from './store/testing/watch-statements.js';

const sizes = { few: 10, company: 70_000 } as const;
type GroupName = keyof typeof sizes;
const client: ScimClient = {
  id: 'idp',
  directory: 'main',
  baseUrl: 'https://hub.example/scim/idp/v2',
  scopes: new Set(['read', 'write']),
  quirks: [],
};

let opened: SqliteFile;
let send: (method: string, path: string, body?: unknown) => Promise<number>;

beforeAll(async () => {
  opened = await openSqliteFile();
  const { knex } = opened.database;
  await knex.raw(`
    with recursive number (n) as (select 1 union all select n + 1 from number where n <= ${sizes.company})
    insert into resources (directory, type, id, owner, version, created, last_modified, label, attributes, search, user_name_key)
    select 'main', 'User', printf('user-%06d', n), 'idp', 1, 0, 0, 'u' || n, '{"userName":"u' || n || '"}',
      jsonb('{"userName":"u' || n || '"}'), 'u' || n from number`);
  const { resources } = createSqlStore(opened.database);
  for (const [id, size] of Object.entries(sizes)) {
    await resources.commit({
      scope: { directory: 'main', client: 'idp' },
      type: 'Group',
      id,
      expectVersion: 0,
      resource: { displayName: id },
      members: { replace: Array.from({ length: size }, (_, index) => userNumber(index + 1)) },
      marks: [],
      journal: { actor: 'test', action: 'create', directory: 'main', resourceType: 'Group', resourceId: id },
    });
  }
  const scim = createScimServer({ resources });
  send = async (method, path, body) => {
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await scim.handle(
      { method, path, query: new URLSearchParams(), headers: {}, requestId: 'r', ...text },
      client,
    );
    return answer.status;
  };
}, 120_000);

afterAll(() => opened.remove());

function userNumber(number: number): string {
  return `user-${String(number).padStart(6, '0')}`;
}

function patch(group: GroupName, operation: object): Promise<number> {
  return send('PATCH', `/Groups/${group}`, { Operations: [operation] });
}

const newcomer = userNumber(sizes.company + 1);
const requests: readonly { readonly name: string; run(group: GroupName): Promise<number> }[] = [
  { name: 'renaming', run: (group) => patch(group, { op: 'replace', value: { displayName: `${group} renamed` } }) },
  {
    name: 'adding one member',
    run: (group) => patch(group, { op: 'add', path: 'members', value: [{ value: newcomer }] }),
  },
  {
    name: 'removing one member',
    run: (group) => patch(group, { op: 'remove', path: `members[value eq "${newcomer}"]` }),
  },
  { name: 'deleting', run: (group) => send('DELETE', `/Groups/${group}`) },
];

describe('a request about a group of 70,000 runs the same statements as one about a group of 10:', () => {
  test.each(requests)('$name', async ({ run }) => {
    const measure = async (group: GroupName) => {
      let status = 0;
      const statements = await watchStatements(opened.database, async () => {
        status = await run(group);
      });
      return { status, statements: statements.map(({ sql }) => sql) };
    };
    const few = await measure('few');
    expect(few.status).toBe(204);
    expect(few.statements.length).toBeLessThan(20);
    expect(await measure('company')).toEqual(few);
  });
});
