import { describe, expect, it } from 'vitest';
import { testStore } from '../../conformance/store/test-store.js';
import { createMemoryStore } from './create-memory-store.js';

describe('the memory store keeps the store contract', () => {
  const cases = testStore(async () => ({ store: createMemoryStore(), close: async () => {}, concurrent: false }));
  it.each(cases)('$name', ({ run }) => run());
});

describe('createMemoryStore', () => {
  it('takes its dates from the clock that it is given', async () => {
    const store = createMemoryStore({ now: () => 1_700_000_000_000 });
    const scope = { directory: 'main', client: 'idp' };
    const journal = { actor: 'client:idp', action: 'create', directory: 'main', resourceType: 'User', resourceId: '1' };
    const commit = {
      scope,
      type: 'User',
      id: '1',
      expectVersion: 0,
      resource: { userName: 'ada' },
      marks: [],
      journal,
    };
    const outcome = await store.resources.commit(commit);
    const at = '2023-11-14T22:13:20.000Z';
    expect(outcome).toMatchObject({ kind: 'committed', record: { created: at, lastModified: at } });
    expect(await store.journal.list({ limit: 1 })).toMatchObject([{ at }]);
  });
});
