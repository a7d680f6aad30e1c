import { expect, onTestFinished, test } from 'vitest';
import type { Owned } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import { startHarness } from './__fixtures__/harness.js';
import { createStubSite } from './__fixtures__/stub-site.js';

const deleting = { leaving: { onDelete: 'delete', reassignTo: '1' } } as const;

async function planFor(owned: () => Owned | undefined, leaving: object = deleting) {
  const stub = createStubSite();
  const asked: string[] = [];
  const users = {
    ...stub.connector.users,
    owned: async ({ id }: { readonly id: string }) => {
      asked.push(id);
      return owned();
    },
  };
  const application = { ...stub, connector: { ...stub.connector, users } } as typeof stub;
  const automatic = await startHarness({ ...leaving }, { stub: application });
  onTestFinished(() => automatic.stop());
  const anna = await automatic.addUser({ userName: 'anna', active: true, emails: [{ value: 'a@x.example' }] });
  await automatic.addUser({ userName: 'bert', active: true, emails: [{ value: 'b@x.example' }] });
  await automatic.settled();
  const harness = await automatic.restart({ ...leaving, automatic: false });
  onTestFinished(() => harness.stop());
  await harness.deleteUser(anna);
  await harness.settled();
  const plan = await harness.orchestrator.plan('blog', {});
  const items = await harness.store.plans.listItems(plan.id, { limit: 10 });
  return { asked, harness, plan, items: items.map(({ action, reason }) => `${action}: ${reason}`) };
}

test.each([
  [{ count: 12, of: 'posts' }, 'owns 12 posts, which go to account 1'],
  [{ count: 0, of: 'posts' }, 'owns no posts'],
  [{ count: 3, of: 'posts', uncounted: 'drafts' }, 'owns 3 posts (not counted: drafts), which go to account 1'],
])('a plan says of who is removed what they own: %o', async (owned, expected) => {
  const { items, asked } = await planFor(() => owned);
  expect(items).toEqual([`remove: deleted from the directory; ${expected}`]);
  expect(asked).toHaveLength(1);
});

test('a plan says that nobody is named to receive it', async () => {
  const { items } = await planFor(() => ({ count: 1, of: 'posts' }), { leaving: { onDelete: 'delete' } });
  expect(items).toEqual([
    'remove: deleted from the directory; owns 1 posts, with no leaving.reassignTo to receive them',
  ]);
});

test('what cannot be told leaves the plan as it is', async () => {
  expect((await planFor(() => undefined)).items).toEqual(['remove: deleted from the directory']);
  const { items } = await planFor(() => {
    throw new ConnectorError('unavailable', 'stub: down.');
  });
  expect(items).toEqual(['remove: deleted from the directory; what it owns could not be counted: stub: down.']);
});

test('a count that has moved since does not keep the plan from being applied', async () => {
  let count = 1;
  const { harness, plan } = await planFor(() => ({ count: count++, of: 'posts' }));
  const report = await harness.orchestrator.apply(plan.id, {});
  expect(report.counts).toMatchObject({ remove: 1 });
});
