import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { createScimServer } from '../../scim/server/create-scim-server.js';
import type { StoreUnderTest } from '../store/store-context.js';
import { createTenant, type Tenant } from './tenant.js';
import { group, patch, user } from './tenant-bodies.js';

interface SameIdCase {
  readonly name: string;
  run(opened: StoreUnderTest): Promise<void>;
}

/** Two directories with a user, and a group that has them, of the same two ids. */
async function fill({ store }: StoreUnderTest) {
  const ids = [randomUUID(), randomUUID()];
  const unique = randomBytes(6).toString('hex');
  const [userId = '', groupId = ''] = ids;
  const make = async (directory: string): Promise<Tenant> => {
    let made = 0;
    const newId = () => {
      made += 1;
      return ids[made - 1] ?? randomUUID();
    };
    const tenant = createTenant(createScimServer({ resources: store.resources, newId }), `${directory}-${unique}`);
    await tenant.create('/Users', user({ userName: 'ann', externalId: 'x' }));
    await tenant.create('/Groups', group('Staff', userId));
    return tenant;
  };
  return { first: await make('first'), second: await make('second'), userId, groupId };
}

async function read(tenant: Tenant, target: string) {
  const { status, text } = await tenant.ask({ method: 'GET', target });
  return { status, json: JSON.parse(text) };
}

/** Ids are made unique, but nothing relies on it. */
export const sameIdCases: readonly SameIdCase[] = [
  {
    name: 'an id that two directories have is two resources: a change of one leaves the other',
    async run(opened) {
      const { first, second, userId, groupId } = await fill(opened);
      const before = [await read(second, `/Users/${userId}`), await read(second, `/Groups/${groupId}`)];
      await first.ask({ method: 'PATCH', target: `/Users/${userId}`, body: patch('replace', 'title', 'Boss') });
      await first.ask({ method: 'PUT', target: `/Groups/${groupId}`, body: group('Crew') });
      assert.equal((await read(first, `/Users/${userId}`)).json.title, 'Boss');
      assert.deepEqual([await read(second, `/Users/${userId}`), await read(second, `/Groups/${groupId}`)], before);
    },
  },
  {
    name: 'an id that two directories have is deleted, restored and handed over in one alone',
    async run(opened) {
      const { store } = opened;
      const { first, second, userId, groupId } = await fill(opened);
      const before = [await read(second, `/Users/${userId}`), await read(second, `/Groups/${groupId}`)];
      await first.ask({ method: 'DELETE', target: `/Users/${userId}` });
      assert.equal((await read(first, `/Users/${userId}`)).status, 404);
      assert.equal((await read(first, `/Groups/${groupId}`)).json.members?.length ?? 0, 0);
      assert.deepEqual(await store.resources.listTrash(second.scope, { limit: 5 }), []);
      const journal = { actor: 'operator', action: 'restore', resourceType: 'User', resourceId: userId };
      const restore = { type: 'User', id: userId };
      const { directory } = second.scope;
      const there = await store.resources.restore({
        ...restore,
        scope: second.scope,
        journal: { ...journal, directory },
      });
      assert.deepEqual(there, { kind: 'absent' });
      const here = { ...journal, directory: first.scope.directory };
      const outcome = await store.resources.restore({ ...restore, scope: first.scope, journal: here });
      assert.equal(outcome.kind, 'restored');
      await store.resources.handOver({ directory: first.scope.directory, from: 'idp', to: 'hr', actor: 'operator' });
      assert.deepEqual([await read(second, `/Users/${userId}`), await read(second, `/Groups/${groupId}`)], before);
      assert.equal((await store.resources.find(second.scope, 'User', userId))?.owner, 'idp');
    },
  },
  {
    name: "who returns to one directory takes over no link of another's, though externalId and former id are the same",
    async run(opened) {
      const { store } = opened;
      const { first, second, userId } = await fill(opened);
      const application = `application-${randomBytes(6).toString('hex')}`;
      const label = { id: userId, type: 'User', label: 'ann', leaver: false };
      await store.links.touch({ application, directory: second.scope.directory }, [label], {});
      await first.ask({ method: 'DELETE', target: `/Users/${userId}` });
      const again = await first.create('/Users', user({ userName: 'ann', externalId: 'x' }));
      assert.equal(await store.links.find(application, again), undefined);
      assert.equal((await store.links.find(application, userId))?.directory, second.scope.directory);
    },
  },
];
