import { createScimServer, type ScimClient } from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlStore } from './store/create-sql-store.js';
import { explainSqlite, findScans } from './store/testing/explain-sqlite.js';
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
let request: (
  method: string,
  target: string,
  body?: unknown,
) => Promise<{ readonly status: number; readonly text: string }>;

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
  request = async (method, target, body) => {
    const [path = '', query] = target.split('?');
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await scim.handle(
      { method, path, query: new URLSearchParams(query), headers: {}, requestId: 'r', ...sent },
      client,
    );
    let text = '';
    for await (const piece of answer.body ?? []) text += piece;
    return { status: answer.status, text };
  };
}, 120_000);

afterAll(() => opened.remove());

function userNumber(number: number): string {
  return `user-${String(number).padStart(6, '0')}`;
}

async function send(...parameters: Parameters<typeof request>): Promise<number> {
  return (await request(...parameters)).status;
}

interface List {
  readonly totalResults: number;
  readonly nextCursor: string;
  readonly Resources: readonly { readonly id: string; readonly members?: object }[];
}

async function list(target: string): Promise<List> {
  const { status, text } = await request('GET', target);
  expect(status).toBe(200);
  return JSON.parse(text);
}

function patch(group: GroupName, operation: object): Promise<number> {
  return send('PATCH', `/Groups/${group}`, { Operations: [operation] });
}

const membersOf = (group: GroupName) => `/Users?count=3&filter=groups.value eq "${group}"`;
const reads: readonly {
  readonly name: string;
  readonly finds: readonly string[];
  run(group: GroupName): Promise<List>;
}[] = [
  {
    name: 'the first page of the members',
    finds: [1, 2, 3].map(userNumber),
    run: (group) => list(membersOf(group)),
  },
  {
    name: 'the page behind it',
    finds: [4, 5, 6].map(userNumber),
    run: async (group) => list(`${membersOf(group)}&cursor=${cursors.get(group)}`),
  },
  {
    name: 'whether somebody is in it',
    finds: [],
    run: (group) => list(`/Groups?excludedAttributes=members&filter=id eq "${group}" and members[value eq "nobody"]`),
  },
  {
    name: 'the list of groups without members',
    finds: ['company', 'few'],
    run: () => list('/Groups?excludedAttributes=members'),
  },
];
const cursors = new Map<GroupName, string>();

describe('a page about a group of 70,000 is read by the same statements as of one of 10, each by an index and without a list of all:', () => {
  test.each(reads)('$name', async ({ finds, run }) => {
    for (const group of ['few', 'company'] as const)
      cursors.set(group, (await list(`${membersOf(group)}&cursor`)).nextCursor);
    const measure = async (group: GroupName) => {
      let found: readonly string[] = [];
      const statements = await watchStatements(opened.database, async () => {
        const { Resources } = await run(group);
        found = Resources.map(({ id }) => id);
        expect(Resources.some(({ members }) => members !== undefined)).toBe(false);
      });
      return { found, statements };
    };
    const few = await measure('few');
    const company = await measure('company');
    expect([few.found, company.found]).toEqual([finds, finds]);
    expect(few.statements.length).toBeLessThan(5);
    expect(company.statements.map(({ sql }) => sql)).toEqual(few.statements.map(({ sql }) => sql));
    for (const statement of company.statements) {
      const plan = await explainSqlite(opened.database, statement);
      expect(findScans(plan).filter((step) => step !== 'SCAN a')).toEqual([]);
      // Neither is everybody gathered before the page is cut; the page itself may be.
      const cutting = plan.join('\n').split('SCAN page')[0];
      expect(cutting).not.toMatch(/SEARCH x USING (?!.*member_id).*\n(.*\n)*USE TEMP B-TREE FOR ORDER BY/);
    }
  });

  test('the total is everybody', async () => {
    expect((await list(`${membersOf('company')}&cursor`)).totalResults).toBe(sizes.company);
  });
});

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
