import { createScimServer, type ScimClient, type ScimServer } from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import { fillDirectory, filledId } from '../testing/fill-directory.js';
import { type OpenedDatabase, sqlDatabases } from '../testing/sql-databases.js';

const users = 20_000;
const deletes = 50;
const client: ScimClient = {
  id: 'idp',
  directory: 'main',
  baseUrl: 'https://hub.example/scim/idp/v2',
  scopes: new Set(['read', 'write']),
  quirks: [],
};

interface List {
  readonly totalResults: number;
  readonly nextCursor?: string;
  readonly scimType?: string;
  readonly Resources: readonly { readonly id: string }[];
}

describe.each(Object.entries(sqlDatabases))(`a walk over ${users} users on %s`, (_, open) => {
  let opened: OpenedDatabase;
  let scim: ScimServer;

  beforeAll(async () => {
    opened = await open();
    await fillDirectory(opened.database, { directory: 'main', client: 'idp' }, users);
    scim = createScimServer({ resources: createSqlStore(opened.database).resources });
  }, 120_000);

  afterAll(() => opened.close());

  async function send(method: string, target: string, server = scim) {
    const [path = '', query] = target.split('?');
    const request = { method, path, query: new URLSearchParams(query), headers: {}, requestId: 'r' };
    const { status, body } = await server.handle(request, client);
    let text = '';
    for await (const piece of body ?? []) text += piece;
    const json: List = JSON.parse(text || '{}');
    return { status, json };
  }

  test('by cursor, while fifty are deleted, meets everybody who stays exactly once', async () => {
    const gone = new Set(Array.from({ length: deletes }, (_each, index) => filledId(index * 397 + 1)));
    const seen: string[] = [];
    let deleting: Promise<unknown> | undefined;
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const { status, json }: { status: number; json: List } = await send(
        'GET',
        `/Users?attributes=userName&cursor=${cursor}`,
      );
      expect([status, json.totalResults]).toEqual([200, users]);
      seen.push(...json.Resources.map(({ id }) => id));
      // All at once, and the walk goes on.
      if (seen.length >= 2000) deleting ??= Promise.all([...gone].map((id) => send('DELETE', `/Users/${id}`)));
      cursor = json.nextCursor;
    }
    expect(await deleting).toEqual(Array.from({ length: deletes }, () => expect.objectContaining({ status: 204 })));
    const stayed = Array.from({ length: users }, (_each, index) => filledId(index + 1)).filter((id) => !gone.has(id));
    expect(seen.filter((id) => !gone.has(id))).toEqual(stayed);
    expect(new Set(seen).size).toBe(seen.length);
  }, 60_000);

  test('what no index can tell is given up in its time, and says tooMany', async () => {
    const impatient = createScimServer({
      resources: createSqlStore(opened.database).resources,
      limits: { searchMilliseconds: 1 },
    });
    const terms = Array.from({ length: 20 }, (_, index) => `title co "x${index}" or nickName co "y${index}"`);
    const search = `/Users?filter=${terms.join(' or ')}&sortBy=title`;
    expect(await send('GET', search, impatient)).toMatchObject({ status: 400, json: { scimType: 'tooMany' } });
    expect(await send('GET', search)).toMatchObject({ status: 200, json: { totalResults: 0 } });
    const found = '/Users?filter=userName eq "person7@example.com"';
    expect(await send('GET', found, impatient)).toMatchObject({ status: 200, json: { totalResults: 1 } });
  }, 60_000);
});
