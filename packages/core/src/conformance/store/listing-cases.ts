import assert from 'node:assert/strict';
import type { ListedAccount } from '../../store/listing-store.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

export const listingCases: readonly StoreCase[] = [
  {
    name: 'accounts of a listing are found by id, exactly; who is not there is absent',
    async run(context) {
      const { store } = context;
      const [listing, other] = [await begin(context), await begin(context)];
      const ada = account('7', { document: { login: 'ada', roles: ["O'Neil's", 'ü'], 'dotted.name': null } });
      await store.listings.add(listing, [ada, account('8')]);
      await store.listings.add(listing, []);
      await store.listings.add(other, [account('9')]);
      const found = await store.listings.getMany(listing, ['9', '7', 'missing']);
      assert.deepEqual(found, new Map([['7', ada.document]]));
      assert.deepEqual(await store.listings.getMany(listing, []), new Map());
      assert.deepEqual([await store.listings.count(listing), await store.listings.count(other)], [2, 1]);
    },
  },
  {
    name: 'an account that comes again is left out, with its keys, on the same page as on a later one',
    async run(context) {
      const { store } = context;
      const listing = await begin(context);
      const first = account('7', { document: { at: 'first' }, keys: [['email', 'first@example.com']] });
      const again = account('7', { document: { at: 'again' }, keys: [['email', 'again@example.com']] });
      await store.listings.add(listing, [first, again]);
      await store.listings.add(listing, [again, account('8')]);
      assert.deepEqual(await store.listings.getMany(listing, ['7']), new Map([['7', first.document]]));
      assert.equal(await store.listings.count(listing), 2);
      assert.deepEqual(await store.listings.findByKey(listing, 'email', 'again@example.com'), []);
      assert.deepEqual(await store.listings.findByKey(listing, 'email', 'first@example.com'), [first.document]);
    },
  },
  {
    name: 'accounts are found by a remote field and its value, at most ten, by account id',
    async run(context) {
      const { store } = context;
      const [listing, other] = [await begin(context), await begin(context)];
      const shared = Array.from({ length: 12 }, (_, index) =>
        account(String(index + 10), { keys: [['email', 'shared@example.com']] }),
      );
      const ada = account('7', {
        keys: [
          ['email', 'ada@example.com'],
          ['email', 'ada@example.com'],
          ['email', "o'neil@example.com"],
          ['login', 'ada'],
          ['about', 'ü'.repeat(5000)],
        ],
      });
      await store.listings.add(listing, [...shared.toReversed(), ada]);
      await store.listings.add(other, [account('9', { keys: [['login', 'ada']] })]);
      const find = (remote: string, value: string) => store.listings.findByKey(listing, remote, value);
      assert.deepEqual(
        await find('email', 'shared@example.com'),
        shared.slice(0, 10).map(({ document }) => document),
      );
      for (const [remote, value] of ada.keys) assert.deepEqual(await find(remote, value), [ada.document]);
      assert.deepEqual(await find('login', 'ada@example.com'), []);
      assert.deepEqual(await find('login', 'ADA'), []);
      assert.deepEqual(await find('login', ''), []);
    },
  },
  {
    name: 'a walk through a listing gives each account once, by id',
    async run(context) {
      const { store } = context;
      const listing = await begin(context);
      const accounts = Array.from({ length: 1200 }, (_, index) => account(String(1200 - index)));
      await store.listings.add(listing, accounts.slice(0, 700));
      await store.listings.add(listing, accounts.slice(600));
      const walked: string[] = [];
      for (;;) {
        const after = walked.at(-1);
        const page = await store.listings.list(listing, { limit: 500, ...(after !== undefined && { after }) });
        assert.ok(page.length <= 500);
        if (page.length === 0) break;
        for (const { id, document } of page) {
          assert.deepEqual(document, { login: `account ${id}` });
          walked.push(id);
        }
      }
      assert.deepEqual(walked, accounts.map(({ id }) => id).toSorted());
    },
  },
  {
    name: 'a listing that has ended, or never was, answers nothing',
    async run(context) {
      const { store } = context;
      const [listing, other] = [await begin(context), await begin(context)];
      for (const id of [listing, other]) await store.listings.add(id, [account('7')]);
      await store.listings.end(listing);
      await store.listings.end(listing);
      for (const id of [listing, 'no-such-listing']) {
        const asked = [
          () => store.listings.getMany(id, ['7']),
          () => store.listings.findByKey(id, 'login', '7'),
          () => store.listings.list(id, { limit: 10 }),
          () => store.listings.count(id),
          () => store.listings.add(id, [account('8')]),
        ];
        for (const ask of asked) await assert.rejects(ask, /has ended/, `${ask}`);
      }
      assert.equal(await store.listings.count(other), 1);
    },
  },
  {
    name: 'listings whose run is gone end with their age',
    async run(context) {
      const { store } = context;
      const [old, edge] = [await begin(context, 1999), await begin(context, 2000)];
      for (const id of [old, edge]) await store.listings.add(id, [account('7')]);
      await store.listings.purge(2000);
      await assert.rejects(() => store.listings.count(old), /has ended/);
      assert.equal(await store.listings.count(edge), 1);
    },
  },
];

function begin({ application, store }: StoreContext, now = 1_700_000_000_123): Promise<string> {
  return store.listings.begin(application, now);
}

function account(id: string, part: Partial<ListedAccount> = {}): ListedAccount {
  return { id, document: { login: `account ${id}` }, keys: [], ...part };
}
