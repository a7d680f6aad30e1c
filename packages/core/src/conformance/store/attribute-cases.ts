import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';
import { waitForClock } from './store-context.js';

const everything = {
  userName: 'ada@example.com',
  displayName: `"O'Neil" \\ %_ \t\n<b>&amp;</b> \u2028 Ünïcode 日本 👩🏽‍💻`,
  nickName: '',
  active: false,
  name: { familyName: 'Lovelace', givenName: 'Ada' },
  emails: [
    { value: 'ada@example.com', type: 'work', primary: true },
    { value: 'ada@home.example', type: 'home', primary: false },
  ],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R&D', manager: { value: 'm-1' } },
  'urn:example:numbers': { zero: 0, negative: -1.5, large: 9_007_199_254_740_991, small: 1e-7, tags: ['b', 'a', 'b'] },
};

export const attributeCases: readonly StoreCase[] = [
  {
    name: 'attributes come back exactly as they were written, of every JSON type and script',
    async run({ createUser, read, scope, store }) {
      const created = await createUser(everything);
      assert.deepEqual(created.attributes, everything);
      assert.deepEqual((await read(created)).attributes, everything);
      const { resources } = await store.resources.query(scope, { type: 'User', startIndex: 1, count: 1 });
      assert.deepEqual(resources[0]?.attributes, everything);
    },
  },
  {
    name: 'new attributes replace the old ones whole',
    async run({ createUser, change, read }) {
      const before = await createUser({ userName: 'ada', title: 'Countess', emails: [{ value: 'a@example.com' }] });
      await change(before, { resource: { userName: 'ada', nickName: 'A' } });
      assert.deepEqual((await read(before)).attributes, { userName: 'ada', nickName: 'A' });
    },
  },
  {
    name: 'the order of values in a list is a change',
    async run({ createUser, change }) {
      const before = await createUser({ userName: 'ada', emails: [{ value: 'a@x.com' }, { value: 'b@x.com' }] });
      const emails = [{ value: 'b@x.com' }, { value: 'a@x.com' }];
      const after = await change(before, { resource: { userName: 'ada', emails } });
      assert.equal(after.version, 2);
      assert.deepEqual(after.attributes['emails'], emails);
    },
  },
  {
    name: 'what was written does not change with the object that it came from',
    async run({ createUser, read }) {
      const emails = [{ value: 'a@example.com' }];
      const created = await createUser({ userName: 'ada', emails });
      emails.push({ value: 'late@example.com' });
      assert.deepEqual((await read(created)).attributes, { userName: 'ada', emails: [{ value: 'a@example.com' }] });
    },
  },
  {
    name: 'inactiveSince is set when active becomes false, kept while it stays so, and gone after',
    async run({ createUser, change, read }) {
      const active = await createUser({ userName: 'ada', active: true });
      assert.equal(active.inactiveSince, undefined);
      await waitForClock();
      const left = await change(active, { resource: { userName: 'ada', active: false } });
      assert.equal(left.inactiveSince, left.lastModified);
      await waitForClock();
      const still = await change(left, { resource: { userName: 'ada', active: false, title: 'Gone' } });
      assert.equal(still.inactiveSince, left.inactiveSince);
      assert.ok(still.lastModified > left.lastModified);
      assert.equal((await read(active)).inactiveSince, left.inactiveSince);
      const back = await change(still, { resource: { userName: 'ada', active: true } });
      assert.equal(back.inactiveSince, undefined);
      await waitForClock();
      const again = await change(back, { resource: { userName: 'ada', active: false } });
      assert.equal(again.inactiveSince, again.lastModified);
      const unassigned = await change(again, { resource: { userName: 'ada' } });
      assert.equal(unassigned.inactiveSince, undefined);
    },
  },
  {
    name: 'inactiveSince is the creation of who is created inactive',
    async run({ createUser, read }) {
      const created = await createUser({ userName: 'ada', active: false });
      assert.equal(created.inactiveSince, created.created);
      assert.deepEqual(await read(created), created);
    },
  },
];
