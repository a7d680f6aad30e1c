import assert from 'node:assert/strict';
import type { Newcomer } from '../../store/newcomer-store.js';
import type { StoreCase } from './store-case.js';

const full: Newcomer = {
  accountId: 'c"\\ü',
  state: 'reported',
  label: "O'Neil",
  reason: 'onNew is report',
  since: 1_700_000_000_123,
  by: 'admin',
  attempts: 2,
  dueAt: 1_700_000_000_456,
};

const known = (accountId: string): Newcomer => ({ accountId, state: 'known', since: 1, attempts: 0 });

export const newcomerCases: readonly StoreCase[] = [
  {
    name: 'a newcomer is read back exactly, and whoever is not there is not found',
    async run({ application, store: { newcomers } }) {
      await newcomers.add(application, 'User', [full, known('b')]);
      assert.deepEqual(await newcomers.find(application, 'User', full.accountId), full);
      assert.deepEqual(await newcomers.find(application, 'User', 'b'), known('b'));
      assert.equal(await newcomers.find(application, 'User', 'x'), undefined);
      assert.equal(await newcomers.find(application, 'Group', 'b'), undefined);
      assert.equal(await newcomers.find(`${application}-other`, 'User', 'b'), undefined);
    },
  },
  {
    name: 'adding leaves those who are there as they are, putting writes over them',
    async run({ application, store: { newcomers } }) {
      const { accountId } = full;
      await newcomers.add(application, 'User', [full]);
      await newcomers.add(application, 'User', [known(accountId), known('b'), known('b')]);
      assert.deepEqual(await newcomers.find(application, 'User', accountId), full);
      await newcomers.put(application, 'User', known(accountId));
      assert.deepEqual(await newcomers.find(application, 'User', accountId), known(accountId));
      await newcomers.put(application, 'User', { ...full, accountId: 'new' });
      assert.deepEqual(await newcomers.find(application, 'User', 'new'), { ...full, accountId: 'new' });
      await newcomers.add(application, 'User', []);
    },
  },
  {
    name: 'which of some accounts are there, and which are no more once they are removed',
    async run({ application, store: { newcomers } }) {
      await newcomers.add(application, 'User', ['a', 'b', 'c'].map(known));
      await newcomers.add(application, 'Group', [known('d')]);
      const ask = (ids: readonly string[]) => newcomers.known(application, 'User', ids);
      assert.deepEqual(await ask(['a', 'c', 'd', 'x']), new Set(['a', 'c']));
      assert.deepEqual(await ask([]), new Set());
      await newcomers.remove(application, 'User', ['a', 'x', 'd']);
      await newcomers.remove(application, 'User', []);
      assert.deepEqual(await ask(['a', 'b', 'c']), new Set(['b', 'c']));
      assert.deepEqual(await newcomers.known(application, 'Group', ['d']), new Set(['d']));
    },
  },
  {
    name: 'newcomers are listed by account, of one state, page by page',
    async run({ application, store: { newcomers } }) {
      const fresh = ['e', 'a', 'c'].map((accountId) => ({ ...known(accountId), state: 'new' as const }));
      await newcomers.add(application, 'User', [...fresh, known('b'), full]);
      await newcomers.add(application, 'Group', [{ ...known('d'), state: 'new' }]);
      const list = async (query: { readonly after?: string; readonly limit: number }) =>
        (await newcomers.list(application, 'User', { state: 'new', ...query })).map(({ accountId }) => accountId);
      assert.deepEqual(await list({ limit: 10 }), ['a', 'c', 'e']);
      assert.deepEqual(await list({ limit: 2 }), ['a', 'c']);
      assert.deepEqual(await list({ after: 'c', limit: 2 }), ['e']);
      assert.deepEqual(await newcomers.list(application, 'User', { state: 'reported', limit: 10 }), [full]);
    },
  },
  {
    name: 'newcomers that are to be judged by now: those without a time wait',
    async run({ application, store: { newcomers } }) {
      const at = (accountId: string, dueAt?: number): Newcomer => ({
        ...known(accountId),
        state: 'new',
        ...(dueAt !== undefined && { dueAt }),
      });
      await newcomers.add(application, 'User', [at('a', 100), at('b', 101), at('c'), at('d', 1)]);
      const due = await newcomers.list(application, 'User', { state: 'new', dueBy: 100, limit: 10 });
      assert.deepEqual(due, [at('a', 100), at('d', 1)]);
    },
  },
];
