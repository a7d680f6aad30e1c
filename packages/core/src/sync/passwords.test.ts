import { expect, test } from 'vitest';
import { person } from './__fixtures__/harness.js';
import { startPasswordHarness } from './__fixtures__/password-harness.js';

test('a password goes with the create, and a later one with the other changes in one call; then it is gone', async () => {
  const h = await startPasswordHarness();
  const anna = await h.post({ password: 'first-S3cret' });
  await h.settled();
  expect(h.passwordAt()).toBe('first-S3cret');
  expect(await h.waiting(anna)).toEqual([]);
  expect((await h.store.journal.list({ application: 'blog', limit: 50 })).map(({ action }) => action)).toEqual([
    'created',
    'password-set',
  ]);

  await h.patch(anna, { password: 'second-S3cret', title: 'Chief' });
  await h.settled();
  expect(h.stub.byLogin('anna')?.fields).toMatchObject({ password: 'second-S3cret', title: 'Chief' });
  expect(h.stub.calls.filter((call) => call.startsWith('update'))).toHaveLength(1);
  expect(await h.waiting(anna)).toEqual([]);

  await h.patch(anna, { password: 'third-S3cret' });
  await h.settled();
  expect(h.passwordAt()).toBe('third-S3cret');
  expect((await h.read(anna))?.version).toBe(2);
  const link = await h.link(anna);
  expect(link.sent).not.toHaveProperty('password');
  expect(link.readBack).not.toHaveProperty('password');
  expect(link).toMatchObject({ state: 'linked' });
  expect(JSON.stringify([link, await h.store.journal.list({ limit: 100 })])).not.toContain('S3cret');
});

test('of two passwords the application gets the later one only', async () => {
  const h = await startPasswordHarness();
  const anna = await h.post({});
  await h.settled();
  await h.orchestrator.pause('blog', 'a holiday');
  await h.patch(anna, { password: 'first-S3cret' });
  await h.patch(anna, { password: 'second-S3cret' });
  const seen: unknown[] = [];
  h.stub.after = (call) => {
    if (call === 'update') seen.push(h.passwordAt());
  };
  await h.orchestrator.resume('blog');
  await h.settled();
  expect(seen).toEqual(['second-S3cret']);
});

test('one that comes while an earlier one is being delivered is delivered after it', async () => {
  const h = await startPasswordHarness();
  const anna = await h.post({});
  await h.settled();
  let later: Promise<string> | undefined;
  h.stub.after = (call) => {
    if (call === 'update' && later === undefined) later = h.patch(anna, { password: 'second-S3cret' });
    return later?.then(() => undefined);
  };
  await h.patch(anna, { password: 'first-S3cret' });
  await h.settled();
  expect(h.passwordAt()).toBe('second-S3cret');
  expect(await h.waiting(anna)).toEqual([]);
});

test('one that cannot be opened any more is wiped and told, and the rest goes on', async () => {
  const h = await startPasswordHarness();
  await h.orchestrator.pause('blog', 'the key is changed');
  const anna = await h.post({ password: 'S3cret' });
  const ben = await h.post({}, 'ben');
  h.sealing.changeKey();
  await h.orchestrator.resume('blog');
  await h.settled();
  expect(h.passwordAt()).toBeUndefined();
  expect(await h.link(anna)).toMatchObject({ state: 'linked' });
  expect(await h.link(ben)).toMatchObject({ state: 'linked' });
  expect(await h.waiting(anna)).toEqual([]);
  const [line] = await h.store.journal.list({ resourceId: anna, action: 'password-wiped', limit: 1 });
  expect(line?.reason).toMatch(/^cannot be opened: the installation key is another one/);
});

test('a password under another person is opened for nobody', async () => {
  const h = await startPasswordHarness();
  await h.orchestrator.pause('blog', 'somebody at the database');
  const anna = await h.post({ password: 'S3cret' });
  const ben = await h.addUser(person('ben'));
  const [taken] = await h.waiting(anna);
  if (taken === undefined) throw new Error('nothing waits');
  const journal = { actor: 'mallory', action: 'test', directory: 'main', resourceType: 'User', resourceId: ben };
  const scope = { directory: 'main', client: 'idp' };
  const password = { ...taken, applications: ['blog'] };
  await h.store.resources.commit({ scope, type: 'User', id: ben, expectVersion: 1, marks: [], journal, password });
  await h.orchestrator.resume('blog');
  await h.settled();
  expect(h.passwordAt('ben')).toBeUndefined();
  expect(h.passwordAt()).toBe('S3cret');
});

test('it is wiped where the application takes none any more, or is gone', async () => {
  for (const next of [{ passwords: false }, undefined]) {
    const h = await startPasswordHarness();
    await h.orchestrator.pause('blog', 'a change');
    const anna = await h.post({ password: 'S3cret' });
    expect(await h.waiting(anna)).toHaveLength(1);
    await h.replace(next);
    expect(await h.waiting(anna)).toEqual([]);
  }
});

test('an application that does not take passwords is given none', async () => {
  const h = await startPasswordHarness({ passwords: false });
  const anna = await h.post({ password: 'S3cret' });
  await h.settled();
  expect(await h.link(anna)).toMatchObject({ state: 'linked' });
  expect(h.passwordAt()).toBeUndefined();
});

test('somebody inactive gets it on the day of return', async () => {
  const h = await startPasswordHarness();
  const anna = await h.post({});
  await h.settled();
  await h.patch(anna, { active: false, password: 'S3cret' });
  await h.settled();
  expect(h.passwordAt()).toBeUndefined();
  await h.patch(anna, { active: true });
  await h.settled();
  expect(h.passwordAt()).toBe('S3cret');
});

test('a plan, a preview and an explanation say that it will be set, and apply does what was shown', async () => {
  const h = await startPasswordHarness({ automatic: false });
  const anna = await h.post({ password: 'S3cret' });
  const plan = await h.orchestrator.plan('blog', {});
  const [item] = await h.orchestrator.planItems(plan.id, { limit: 10 });
  expect(item).toMatchObject({ action: 'create', changes: { password: { from: null, to: '[redacted]' } } });
  const explained = await h.orchestrator.explain('anna');
  const preview = await h.orchestrator.preview('blog', 'anna');
  const told = 'has no account yet; its password will be set';
  expect([item?.reason, explained[0]?.next?.reason, preview]).toMatchObject([told, told, { reason: told }]);
  const links = await h.store.links.list({ application: 'blog', limit: 10 });
  expect(JSON.stringify([plan, item, explained, preview, links])).not.toContain('S3cret');

  await h.orchestrator.apply(plan.id, {});
  expect(h.passwordAt()).toBe('S3cret');
  await h.patch(anna, { password: 'other-S3cret' });
  const next = await h.orchestrator.plan('blog', {});
  const [update] = await h.orchestrator.planItems(next.id, { limit: 10 });
  expect(update).toMatchObject({ action: 'update', reason: 'its password will be set' });
  await h.patch(anna, { password: 'newest-S3cret' });
  expect((await h.orchestrator.apply(next.id, {})).counts).toMatchObject({ moved: 1 });
  expect(h.passwordAt()).toBe('S3cret');
  await h.orchestrator.sync('blog', {});
  expect(h.passwordAt()).toBe('newest-S3cret');
  expect((await h.orchestrator.plan('blog', {})).counts).toEqual({ none: 1 });
});

test('with updates switched off it waits', async () => {
  const h = await startPasswordHarness({ operations: { update: false } });
  const anna = await h.post({});
  await h.settled();
  await h.patch(anna, { password: 'S3cret' });
  await h.settled();
  expect(await h.link(anna)).toMatchObject({
    skipped: 'update',
    reason: 'its password will be set: the operation update is switched off',
  });
  expect(await h.waiting(anna)).toHaveLength(1);
});
