import { defineAttribute, type ResourceType, uniqueValuesOf, userType } from '@linkspan/core';
import { expect, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { openPglite } from '../testing/open-pglite.js';
import { openSqliteFile } from '../testing/open-sqlite-file.js';
import { indexUniqueValues } from './index-unique-values.js';

const urn = 'urn:acme:Badge';
const withBadge = (uniqueness: 'none' | 'server', caseExact = false): readonly ResourceType[] => [
  {
    ...userType,
    extensions: [
      {
        required: false,
        schema: {
          id: urn,
          name: 'Badge',
          description: '',
          attributes: [defineAttribute({ name: 'number', uniqueness, caseExact })],
        },
      },
    ],
  },
];

interface Opened {
  readonly database: Database;
  close(): Promise<void>;
}

test.each<[string, () => Promise<Opened>]>([
  [
    'SQLite',
    async () => {
      const { database, remove } = await openSqliteFile();
      return { database, close: remove };
    },
  ],
  [
    'PGlite',
    async () => {
      const database = await openPglite();
      await migrate(database);
      return { database, close: () => database.close() };
    },
  ],
])(
  'on %s what becomes unique is filled from who is there, the oldest first, and forgotten when it ceases to be',
  async (_, open) => {
    const opened = await open();
    const { resources } = createSqlStore(opened.database);
    const scope = { directory: 'main', client: 'idp' };
    const create = async (id: string, number: string, types: readonly ResourceType[]) => {
      const resource = { userName: id, [urn]: { number } };
      const [user = userType] = types;
      const unique = uniqueValuesOf(user, resource);
      const journal = {
        actor: 'client:idp',
        action: 'create',
        directory: 'main',
        resourceType: 'User',
        resourceId: id,
      };
      const commit = { scope, type: 'User', id, expectVersion: 0, resource, marks: [], journal };
      return (await resources.commit({ ...commit, ...(unique && { unique }) })).kind;
    };
    try {
      await create('1', 'A', withBadge('none'));
      await create('2', 'a', withBadge('none'));
      await create('3', 'B', withBadge('none'));
      const attribute = `${urn}:number`;
      expect(await indexUniqueValues(opened.database, withBadge('server'))).toEqual([
        { directory: 'main', type: 'User', attribute, id: '2' },
      ]);
      expect(await indexUniqueValues(opened.database, withBadge('server'))).toEqual([]);
      expect(await create('4', 'b', withBadge('server'))).toBe('uniqueness');
      expect(await create('5', 'C', withBadge('server'))).toBe('committed');
      expect(await indexUniqueValues(opened.database, withBadge('server', true))).toEqual([]);
      expect(await create('6', 'c', withBadge('server', true))).toBe('committed');
      expect(await create('7', 'C', withBadge('server', true))).toBe('uniqueness');
      await indexUniqueValues(opened.database, withBadge('none'));
      expect(await create('8', 'C', withBadge('none'))).toBe('committed');
    } finally {
      await opened.close();
    }
  },
);
