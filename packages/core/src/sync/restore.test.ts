import { expect, onTestFinished, test } from 'vitest';
import { person, startHarness } from './__fixtures__/harness.js';

const scope = { directory: 'main', client: 'operator' };

test('whoever comes back from the trash has the account again, reactivated, with the roles of the groups', async () => {
  const h = await startHarness();
  onTestFinished(() => h.stop());
  const ada = await h.addUser(person('ada'));
  await h.addGroup('Editors', [ada]);
  await h.settled();
  const account = (await h.link(ada)).accountId;
  await h.deleteUser(ada);
  await h.settled();
  expect(h.stub.byLogin('ada')).toMatchObject({ active: false });

  const journal = { actor: 'operator', action: 'restore', directory: 'main', resourceType: 'User', resourceId: ada };
  await h.store.resources.restore({ scope, type: 'User', id: ada, journal });
  h.orchestrator.hint();
  await h.settled();
  expect(await h.link(ada)).toMatchObject({ state: 'linked', accountId: account, accountActive: true });
  expect(h.stub.rows.size).toBe(1);
  expect(h.stub.byLogin('ada')).toMatchObject({ active: true, roles: ['editor'] });
});

test('a group that comes back from the trash brings its roles back', async () => {
  const h = await startHarness();
  onTestFinished(() => h.stop());
  const ada = await h.addUser(person('ada'));
  const editors = await h.addGroup('Editors', [ada]);
  await h.settled();
  await h.deleteGroup(editors);
  await h.settled();
  expect(h.stub.byLogin('ada')?.roles).not.toContain('editor');

  const journal = {
    actor: 'operator',
    action: 'restore',
    directory: 'main',
    resourceType: 'Group',
    resourceId: editors,
  };
  await h.store.resources.restore({ scope, type: 'Group', id: editors, journal });
  h.orchestrator.hint();
  await h.settled();
  expect(h.stub.byLogin('ada')?.roles).toContain('editor');
});
