import { groupType, parseFilter, resolveFilter, type Store, userType } from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlStore } from './create-sql-store.js';
import { explainSqlite, findScans } from './testing/explain-sqlite.js';
import { openSqliteFile, type SqliteFile } from './testing/open-sqlite-file.js';
import { watchStatements } from './testing/watch-statements.js';

const scope = { directory: 'main', client: 'idp' };

let opened: SqliteFile;
let store: Store;

beforeAll(async () => {
  opened = await openSqliteFile();
  store = createSqlStore(opened.database);
});

afterAll(() => opened.remove());

async function explain(work: () => Promise<unknown>): Promise<readonly string[]> {
  const plans: string[] = [];
  for (const statement of await watchStatements(opened.database, work)) {
    if (!/^\s*(begin|commit)/.test(statement.sql)) plans.push(...(await explainSqlite(opened.database, statement)));
  }
  return plans;
}

const filters: readonly (readonly [filter: string, index: string])[] = [
  ['id eq "x"', 'sqlite_autoindex_resources_1 (directory=? AND type=? AND id=?)'],
  ['id gt "x"', 'sqlite_autoindex_resources_1 (directory=? AND type=? AND id>?)'],
  ['userName eq "x"', 'resources_user_name_key (directory=? AND type=? AND user_name_key=?)'],
  ['userName sw "x"', 'resources_user_name_key (directory=? AND type=? AND user_name_key>? AND user_name_key<?)'],
  ['displayName eq "x"', 'resources_display_name_key (directory=? AND type=? AND display_name_key=?)'],
  [
    'displayName sw "x"',
    'resources_display_name_key (directory=? AND type=? AND display_name_key>? AND display_name_key<?)',
  ],
  ['name.familyName eq "x"', 'resources_family_name_key (directory=? AND type=? AND family_name_key=?)'],
  [
    'name.familyName sw "x"',
    'resources_family_name_key (directory=? AND type=? AND family_name_key>? AND family_name_key<?)',
  ],
  ['active eq false', 'resources_active (directory=? AND type=? AND active=?)'],
  [
    'meta.lastModified gt "2026-01-01T00:00:00Z"',
    'resources_last_modified (directory=? AND type=? AND last_modified>?)',
  ],
  ['emails.value eq "x"', 'PRIMARY KEY (directory=? AND type=? AND path=? AND value_key=?)'],
  ['emails sw "x"', 'PRIMARY KEY (directory=? AND type=? AND path=? AND value_key>? AND value_key<?)'],
  ['emails[type eq "work" and value eq "x"]', 'PRIMARY KEY (directory=? AND type=? AND path=? AND value_key=?)'],
  [
    'emails[type eq "work"].value sw "x"',
    'PRIMARY KEY (directory=? AND type=? AND path=? AND value_key>? AND value_key<?)',
  ],
  ['externalId eq "x"', 'external_ids_external_id (directory=? AND client=? AND type=? AND external_id=?)'],
  ['groups.value eq "x"', 'PRIMARY KEY (directory=? AND group_id=?)'],
  ['userName eq "x" and active eq true', 'resources_user_name_key (directory=? AND type=? AND user_name_key=?)'],
  ['userName eq "x" or userName eq "y"', 'resources_user_name_key (directory=? AND type=? AND user_name_key=?)'],
];

describe('an index answers', () => {
  for (const [filter, index] of filters) {
    test(filter, async () => {
      const query = { type: 'User', filter: resolveFilter(userType, parseFilter(filter)), startIndex: 1, count: 100 };
      const plan = await explain(() => store.resources.query(scope, query));
      expect(plan.filter((step) => step.startsWith('SEARCH')).join('\n')).toContain(index);
      expect(findScans(plan)).toEqual([]);
      // Nothing else reads the resources than by this index or by the ids that it gave.
      expect(plan).not.toContainEqual(expect.stringMatching(/SEARCH r USING INDEX \w+ \(directory=\? AND type=\?\)$/));
    });
  }

  test('groups by a member and by name', async () => {
    for (const [filter, index] of [
      ['members.value eq "x"', 'members_member (directory=? AND member_id=?)'],
      ['displayName eq "x"', 'resources_display_name_key (directory=? AND type=? AND display_name_key=?)'],
    ] as const) {
      const query = { type: 'Group', filter: resolveFilter(groupType, parseFilter(filter)), startIndex: 1, count: 100 };
      const plan = await explain(() => store.resources.query(scope, query));
      expect(plan.join('\n')).toContain(index);
      expect(findScans(plan)).toEqual([]);
    }
  });
});

const sorted = /USE TEMP B-TREE FOR ORDER BY/;

describe('a page of a list is read in the order of an index', () => {
  test.each([1, 5001])('from %i, with the total from a counter', async (startIndex) => {
    const statements = await watchStatements(opened.database, () =>
      store.resources.query(scope, { type: 'User', startIndex, count: 100 }),
    );
    const plan = await explain(() => store.resources.query(scope, { type: 'User', startIndex, count: 100 }));
    expect(plan.join('\n')).not.toMatch(sorted);
    expect(findScans(plan)).toEqual([]);
    expect(statements.map(({ sql }) => sql).join('\n')).not.toContain('count(*)');
  });

  test('sorted by userName', async () => {
    const [path] = userType.schema.attributes
      .filter(({ name }) => name === 'userName')
      .map((attribute) => ({ names: ['userName'], attribute, multiValued: false }));
    expect(path).toBeDefined();
    if (path === undefined) return;
    const query = { type: 'User', sort: { path, descending: false }, startIndex: 1, count: 100 };
    const plan = await explain(() => store.resources.query(scope, query));
    expect(plan.join('\n')).toContain('resources_user_name_key');
  });
});

const links: readonly (readonly [name: string, run: () => Promise<unknown>])[] = [
  [
    'claiming what is due',
    () => store.links.claim('blog', { now: 1, limit: 10, lease: { token: 't', milliseconds: 1 } }),
  ],
  ['the next due time', () => store.links.nextDue('blog')],
  ['finding by resource', () => store.links.find('blog', 'x')],
  ['finding by account', () => store.links.findByAccount('blog', 'x')],
  ['a page of links', () => store.links.list({ application: 'blog', after: '000000000001', limit: 10 })],
  [
    'renewing leases',
    () => store.links.renew('blog', { now: 1, lease: { token: 't', milliseconds: 1 }, links: ['000000000001'] }),
  ],
  [
    'recording',
    () =>
      store.links.record({ id: '000000000001', revision: 1 }, { token: 't', milliseconds: 1 }, { state: 'linked' }, {}),
  ],
  ['history of a resource', () => store.journal.list({ resourceId: 'x', limit: 10 })],
  ['history of an application', () => store.journal.list({ application: 'blog', limit: 10 })],
];

test('a claim reads the queue from its head', async () => {
  const options = { now: 1, limit: 10, lease: { token: 't', milliseconds: 1 } };
  expect((await explain(() => store.links.claim('blog', options))).join('\n')).toContain('links_due (application=?)');
});

describe('indexes answer what the work on links asks:', () => {
  for (const [name, run] of links) {
    test(name, async () => {
      const plan = await explain(run);
      expect(findScans(plan)).toEqual([]);
      expect(plan.join('\n')).not.toMatch(sorted);
    });
  }
});
