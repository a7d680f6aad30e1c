import {
  findAttribute,
  groupType,
  parseFilter,
  type ResourceQuery,
  resolveFilter,
  type Store,
  userType,
} from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlStore } from './create-sql-store.js';
import type { Database } from './database.js';
import { countConflicts } from './figures/count-conflicts.js';
import { countNewcomers } from './figures/count-newcomers.js';
import { lookAtLinks } from './links/look-at-links.js';
import { touchLinks } from './links/touch-links.js';
import { makeGroupsDue } from './memberships/make-groups-due.js';
import { moveMemberships } from './memberships/move-memberships.js';
import { recordMemberships } from './memberships/record-memberships.js';
import { openDatabase } from './open-database.js';
import type { Session } from './session.js';
import { sql } from './sql.js';
import { explainSqlite, findScans } from './testing/explain-sqlite.js';
import { openSqliteFile, type SqliteFile } from './testing/open-sqlite-file.js';
import { watchStatements } from './testing/watch-statements.js';

const scope = { directory: 'main', client: 'idp' };

let opened: SqliteFile;
let database: Database;
let store: Store;

// Opened anew, as when a server starts again: the connection that made the tables may remember statistics that are not in the file.
beforeAll(async () => {
  opened = await openSqliteFile();
  database = await openDatabase({ kind: 'sqlite', file: opened.file });
  store = createSqlStore(database);
});

afterAll(async () => {
  await database.close();
  await opened.remove();
});

async function explain(work: () => Promise<unknown>): Promise<readonly string[]> {
  const plans: string[] = [];
  for (const statement of await watchStatements(database, work)) {
    if (!/^\s*(begin|commit)/.test(statement.sql)) plans.push(...(await explainSqlite(database, statement)));
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
    const statements = await watchStatements(database, () =>
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

describe('a page by its place is read from the place on, in the order of an index:', () => {
  const path = (name: string) => {
    const [attribute = '', subAttribute] = name.split('.');
    const found = findAttribute(userType, { attribute, ...(subAttribute !== undefined && { subAttribute }) });
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  };
  const orders: readonly (readonly [name: string, index: string, query: Partial<ResourceQuery>])[] = [
    ['by id', 'sqlite_autoindex_resources_1 (directory=? AND type=? AND id>?)', { from: { id: 'x' } }],
    [
      'back by id',
      'sqlite_autoindex_resources_1 (directory=? AND type=? AND id<?)',
      { from: { id: 'x', backwards: true } },
    ],
    [
      'of those who are active',
      'resources_active (directory=? AND type=? AND active=? AND id>?)',
      { from: { id: 'x' }, filter: resolveFilter(userType, parseFilter('active eq true')) },
    ],
    [
      'of the members of a group',
      'PRIMARY KEY (directory=? AND group_id=? AND member_id>?)',
      { from: { id: 'x' }, filter: resolveFilter(userType, parseFilter('groups.value eq "g"')) },
    ],
    [
      'by a name that is its own',
      'resources_user_name_key (directory=? AND type=? AND user_name_key>?)',
      { from: { id: 'x', key: 'y' }, sort: { path: path('userName'), descending: false } },
    ],
    [
      'by a name that others have',
      'resources_family_name_key (directory=? AND type=? AND family_name_key=? AND id>?)',
      { from: { id: 'x', key: 'y' }, sort: { path: path('name.familyName'), descending: false } },
    ],
    [
      'by a name that others have, down',
      'resources_family_name_key (directory=? AND type=? AND family_name_key<?)',
      { from: { id: 'x', key: 'y' }, sort: { path: path('name.familyName'), descending: true } },
    ],
  ];
  test.each(orders)('%s', async (_, index, query) => {
    const plan = await explain(() =>
      store.resources.query(scope, { type: 'User', startIndex: 1, count: 100, withoutTotal: true, ...query }),
    );
    expect(plan.join('\n')).toContain(index);
    expect(findScans(plan)).toEqual([]);
    expect(plan).not.toContain('USE TEMP B-TREE FOR ORDER BY');
  });
});

test.each(['listGroups', 'listEffectiveGroups'] as const)(
  '%s looks for the groups of these users alone',
  async (list) => {
    const plan = await explain(() => store.resources[list](scope, ['x', 'y']));
    expect(plan.join('\n')).toContain('members_member (directory=? AND member_id=?)');
    expect(plan.filter((step) => /^SEARCH m .*\(directory=\?\)/.test(step))).toEqual([]);
  },
);

test.each<readonly [what: string, read: () => Promise<unknown>]>([
  ['a user', () => store.resources.find(scope, 'User', 'x', 'groups')],
  ['a page of users', () => store.resources.query(scope, { type: 'User', startIndex: 1, count: 9, also: 'groups' })],
])('%s comes with the groups in one statement that looks for no others', async (_what, read) => {
  const statements = await watchStatements(database, read);
  const [shown, ...others] = statements.filter((statement) => statement.sql.includes('members m'));
  expect(others).toEqual([]);
  const plan = shown ? await explainSqlite(database, shown) : [];
  expect(plan.join('\n')).toContain('members_member (directory=? AND member_id=?)');
  expect(findScans(plan)).toEqual([]);
});

const links: readonly (readonly [name: string, run: () => Promise<unknown>])[] = [
  [
    'claiming what is due',
    () => store.links.claim('blog', { now: 1, limit: 10, lease: { token: 't', milliseconds: 1 } }),
  ],
  ['the next due time', () => store.links.nextDue('blog')],
  ['finding by resource', () => store.links.find('blog', 'x')],
  ['finding by account', () => store.links.findByAccount('blog', 'User', 'x')],
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
  ['following the journal', () => store.journal.follow(1, 10)],
];

const page = { application: 'blog', after: '000000000001', limit: 10 };
const times = { since: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' };
const own: readonly (readonly [name: string, index: string, run: () => Promise<unknown>])[] = [
  ['a page of stale links', 'links_stale (application=? AND id>?)', () => store.links.list({ ...page, stale: true })],
  ['a page of held links', 'links_held (application=? AND id>?)', () => store.links.list({ ...page, held: true })],
  [
    'a page of those who leave',
    'links_leaving (application=? AND id>?)',
    () => store.links.list({ ...page, leaving: true }),
  ],
  [
    'an account of one type',
    'links_account (application=? AND account_id=?)',
    () => store.links.findByAccount('blog', 'Group', 'x'),
  ],
  [
    'a page of newcomers',
    'newcomers_state (application=? AND type=? AND state=? AND account_id>?)',
    () => store.newcomers.list('blog', 'User', { state: 'new', dueBy: 1, after: 'x', limit: 10 }),
  ],
  [
    'which newcomers are known',
    'PRIMARY KEY (application=? AND type=? AND account_id=?)',
    () => store.newcomers.known('blog', 'User', ['x', 'y']),
  ],
  [
    'open memberships of a group',
    'memberships_open (application=? AND group_id=? AND member_id>?)',
    () => store.memberships.listOpen('blog', 'g', { now: 1, after: 'x', limit: 10 }),
  ],
  [
    'late memberships of a group',
    'memberships_late (application=? AND group_id=? AND member_id>?)',
    () => store.memberships.listOpen('blog', 'g', { now: 1, limit: 10 }),
  ],
  [
    'memberships of members',
    'memberships_member (application=? AND member_id=?)',
    () => store.memberships.listByMember('blog', ['x', 'y']),
  ],
  ['a count of memberships', 'PRIMARY KEY (application=? AND group_id=?)', () => store.memberships.count('blog', 'g')],
  ['touching a group', 'PRIMARY KEY (application=? AND group_id=?)', () => store.memberships.touchGroup('blog', 'g')],
  [
    'history of a run',
    'journal_run (run=? AND seq<?)',
    () => store.journal.list({ run: '1', application: 'blog', action: 'x', limit: 10 }),
  ],
  [
    'history of a request',
    'journal_request (request_id=? AND seq<?)',
    () => store.journal.list({ requestId: 'q', application: 'blog', ...times, limit: 10 }),
  ],
  [
    'history of a resource in an application',
    'journal_resource (resource_id=? AND seq<?)',
    () => store.journal.list({ resourceId: 'x', application: 'blog', actor: 'a', ...times, limit: 10 }),
  ],
  [
    'runs of an application',
    'runs_application (application=?',
    () => store.runs.list({ application: 'blog', limit: 10 }),
  ],
  ['runs that are under way', 'runs_state (state=?', () => store.runs.list({ state: 'running', limit: 10 })],
  ['items of a run', 'run_items_run (run=? AND seq>?)', () => store.runs.listItems('000000000001', { limit: 10 })],
  [
    'items of a run about a resource',
    'run_items_resource (resource_id=? AND run=? AND seq>?)',
    () => store.runs.listItems('000000000001', { resourceId: 'r', limit: 10 }),
  ],
  [
    'plans of an application',
    'plans_application (application=?',
    () => store.plans.list({ application: 'b', limit: 1 }),
  ],
  ['items of a plan', 'plan_items_plan (plan=? AND seq>?)', () => store.plans.listItems('000000000001', { limit: 10 })],
  [
    'what a guard counts',
    'COVERING INDEX guard_notes_at (scope=? AND kind=? AND at>?)',
    () => store.guards.count('application:blog', 'delete', 1),
  ],
  [
    'whether a guard counted somebody',
    'PRIMARY KEY (scope=? AND kind=? AND subject=?)',
    () => store.guards.take('application:blog', 'delete', 'x', { at: 1, since: 0, limit: 1 }),
  ],
];

describe('an index of its own answers, in its order,', () => {
  for (const [name, index, run] of own) {
    test(name, async () => {
      const plan = await explain(run);
      expect(plan.join('\n')).toContain(index);
      expect(findScans(plan)).toEqual([]);
      expect(plan.join('\n')).not.toMatch(sorted);
    });
  }
});

describe('a listing is looked up by its keys:', () => {
  const listed: readonly (readonly [name: string, index: string, run: (listing: string) => Promise<unknown>])[] = [
    ['accounts by id', 'PRIMARY KEY (listing=? AND id=?)', (id) => store.listings.getMany(id, ['7', '8'])],
    [
      'accounts by a remote field',
      'PRIMARY KEY (listing=? AND remote=? AND value_key=?)',
      (id) => store.listings.findByKey(id, 'email', 'x'),
    ],
    ['a page of them', 'PRIMARY KEY ((listing,id)>(?,?))', (id) => store.listings.list(id, { after: '7', limit: 10 })],
    ['the number of accounts', 'PRIMARY KEY (listing=?)', (id) => store.listings.count(id)],
    ['the end', 'PRIMARY KEY (listing=? AND remote=? AND value_key=?)', (id) => store.listings.end(id)],
  ];
  test.each(listed)('%s', async (_, index, run) => {
    const listing = await store.listings.begin('blog', 1);
    const plan = await explain(() => run(listing));
    expect(plan.join('\n')).toContain(index);
    // The few rows of a page, once they were found.
    expect(findScans(plan).filter((step) => step !== 'SCAN a LEFT-JOIN')).toEqual([]);
  });
});

describe('what goes with the facts of a link is found by an index:', () => {
  const recorded: readonly (readonly [name: string, index: string, run: (session: Session) => Promise<void>])[] = [
    [
      'results about members',
      'PRIMARY KEY (application=? AND group_id=? AND member_id=?)',
      (session) =>
        recordMemberships(session, database.dialect, { application: 'blog', group: 'g' }, [
          { member: 'x', revision: 1, now: { agreed: 'in', open: false } },
        ]),
    ],
    [
      'what is forgotten of members',
      'PRIMARY KEY (application=? AND group_id=? AND member_id=?)',
      (session) =>
        recordMemberships(session, database.dialect, { application: 'blog', group: 'g' }, [
          { member: 'x', revision: 9, now: 'forget' },
        ]),
    ],
    [
      'the groups of a member',
      'memberships_member (application=? AND member_id=?)',
      (session) =>
        makeGroupsDue(session, database.dialect, { application: 'blog', member: 'x', origin: null }, { dueAt: 1 }),
    ],
    [
      'the links of these groups',
      'links_resource (resource_id=? AND application=?)',
      (session) => makeGroupsDue(session, database.dialect, { application: 'blog', member: 'x', origin: null }, {}),
    ],
    [
      'the links of accounts that changed',
      'SEARCH links USING INTEGER PRIMARY KEY (rowid=?)',
      async (session) => {
        const resource = { id: 'looked', type: 'User', label: 'Ada', leaver: false };
        await touchLinks(session, database.dialect, { application: 'blog', directory: 'main' }, [resource], {});
        await session.all(sql`update links set account_id = 'x' where resource_id = 'looked' and application = 'blog'`);
        const looks = [{ accountId: 'x', look: { at: 1 } }];
        await lookAtLinks(session, database.dialect, { application: 'blog', type: 'User' }, looks, 1);
      },
    ],
    [
      'accounts that changed',
      'links_account (application=? AND account_id=?)',
      async (session) => {
        const looks = [{ accountId: 'x', look: { at: 1 } }];
        await lookAtLinks(session, database.dialect, { application: 'blog', type: 'User' }, looks, 1);
      },
    ],
    [
      'the memberships of who returns',
      'memberships_member (application=? AND member_id=?)',
      (session) => moveMemberships(session, 'blog', { from: 'x', to: 'y' }),
    ],
  ];
  test.each(recorded)('%s', async (_, index, run) => {
    await store.memberships.touch('blog', [{ group: 'g', member: 'x' }]);
    const plan = await explain(() => database.write(run));
    expect(plan.join('\n')).toContain(index);
    expect(findScans(plan)).toEqual([]);
  });
});

test.each([
  ['conflicts', 'SCAN links USING INDEX links_back', countConflicts],
  ['reported newcomers', 'SCAN newcomers USING COVERING INDEX newcomers_reported', countNewcomers],
] as const)('counting %s walks over those alone', async (_, index, count) => {
  expect((await explain(() => count(database))).join('\n')).toBe(index);
});

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
