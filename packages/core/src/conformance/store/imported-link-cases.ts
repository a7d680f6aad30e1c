import assert from 'node:assert/strict';
import type { Commit } from '../../store/resource-store.js';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';
import { expectCommitted, type StoreContext } from './store-context.js';

export const importedLinkCases: readonly StoreCase[] = [
  {
    name: 'a resource that was found at an application has its link there at once, linked and not due',
    async run(context) {
      const { createUser, application, scope } = context;
      const link = linkOf(context);
      const ada = await createUser({ userName: 'ada' }, { link });
      const { id, ...rest } = await getLink(context, ada.id);
      assert.ok(id);
      assert.deepEqual(rest, {
        ...link,
        directory: scope.directory,
        type: 'User',
        resourceId: ada.id,
        state: 'linked',
        matchedBy: 'imported',
        revision: 1,
        stale: false,
        leaver: false,
        attempts: 0,
      });
      const found = await context.store.links.findByAccount(application, 'User', link.accountId);
      assert.equal(found?.resourceId, ada.id);
      assert.deepEqual(await claimAll(context, Number.MAX_SAFE_INTEGER), []);
      await touch(context, [ada.id], { dueAt: 5 });
      assert.deepEqual(await claimAll(context, 5), [ada.id]);
    },
  },
  {
    name: 'a commit that is refused makes no link',
    async run(context) {
      const { createUser, tryCommit, nextId, application, store } = context;
      await createUser({ userName: 'ada' });
      const part = { resource: { userName: 'ADA' }, link: linkOf(context) };
      const outcome = await tryCommit({ type: 'User', id: nextId(), version: 0 }, part);
      assert.equal(outcome.kind, 'uniqueness');
      assert.deepEqual(await store.links.list({ application, limit: 10 }), []);
    },
  },
  {
    name: 'who returns to a link of the same application has that one, and no second; elsewhere the found account counts',
    async run(context) {
      const { createUser, change, nextId, application, store } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await touch(context, [ada.id], {});
      await recordLink(context, ada.id, { state: 'tombstone', accountId: '7' }, { attempts: 0 });
      await change(ada, { resource: 'trash' });
      const second = `${application}-second`;
      for (const name of [application, second]) {
        const returner = { type: 'User', id: nextId(), version: 0 };
        const link = { ...linkOf(context), application: name };
        const returned = await change(returner, { resource: { userName: 'ada' }, externalId: 'x-1', link });
        const links = await store.links.list({ application: name, limit: 10 });
        assert.deepEqual(
          links.map(({ resourceId, accountId }) => [resourceId, accountId]),
          [[returner.id, name === application ? '7' : link.accountId]],
        );
        expectCommitted(await context.tryCommit(returned, { resource: 'trash' }));
      }
    },
  },
];

function linkOf({ application }: StoreContext): NonNullable<Commit['link']> {
  return {
    application,
    label: 'Ada',
    accountId: '42',
    identity: 'ada 2020-01-01',
    accountActive: true,
    sent: { login: 'ada', 'dotted.name': ['"', 1] },
    readBack: { login: 'ada', bio: '' },
  };
}
