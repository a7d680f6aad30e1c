import { createMemoryStore } from '@linkspan/core';
import { expect, it } from 'vitest';
import { readStatus } from './read-status.js';

const blog = { name: 'blog', enabled: true, directory: 'main', connector: 'x', schedules: [] };

it('status counts conflicts that nobody decided and newcomers that nobody owns, and says when it is asked next', async () => {
  const store = createMemoryStore();
  const { links, newcomers, applications } = store;
  const people = ['ada', 'eve', 'kim'];
  const touched = people.map((id) => ({ id, type: 'User', label: id, leaver: false }));
  await links.touch({ application: 'blog', directory: 'main' }, touched, {});
  const conflict = { scim: 'title', reason: 'both', since: 1 };
  const facts = [
    { back: { conflicts: { title: conflict } } },
    { back: { conflicts: { title: { ...conflict, take: 'directory' } } } },
    { accountId: '9' },
  ] as const;
  for (const [index, id] of people.entries()) {
    const lease = { token: id, milliseconds: 1_000 };
    const [link] = await links.claim('blog', { now: 1, limit: 1, lease, resourceIds: [id] });
    if (link) await links.record(link, lease, facts[index] ?? {}, { release: { attempts: 0 } });
  }
  const reported = (accountId: string) => ({ accountId, state: 'reported', since: 1, attempts: 0 }) as const;
  await newcomers.add('blog', 'User', [reported('8'), reported('9'), { ...reported('7'), state: 'known' }]);
  await applications.update('blog', { back: { User: { pulledAt: 1_000, way: 'listing' } } });
  expect((await readStatus(store, { ...blog, twoWay: { poll: 500 } })).twoWay).toEqual([
    { type: 'User', state: { pulledAt: 1_000, way: 'listing' }, nextAt: 1_500, conflicts: 1, reported: 1 },
  ]);
  expect((await readStatus(store, { ...blog, twoWay: {} })).twoWay?.[0]).not.toHaveProperty('nextAt');
  expect(await readStatus(store, blog)).not.toHaveProperty('twoWay');
});
