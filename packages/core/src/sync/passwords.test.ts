import { expect, onTestFinished, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { createFakeSealing } from './__fixtures__/fake-sealing.js';
import { type Harness, type PolicyChange, person, startHarness } from './__fixtures__/harness.js';
import { noObserver, type Observer } from './observer.js';

const place = { application: 'blog', directory: 'main', type: 'User' };

async function start(policy: PolicyChange = {}, observer?: Observer) {
  const sealing = createFakeSealing();
  const h = await startHarness({ passwords: true, ...policy }, { sealing, ...(observer && { observer }) });
  onTestFinished(() => h.stop());
  return { ...h, sealing };
}

async function post(h: Harness, attributes: Parameters<typeof person>[1], name = 'anna'): Promise<string> {
  return JSON.parse(await h.send('POST', '/Users', person(name, attributes))).id;
}

const patch = (h: Harness, id: string, value: object) =>
  h.send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { ...value } }] });

const waiting = (h: Harness, id: string) => h.store.passwords.listWaiting(place, [id]);
const actions = async (h: Harness) =>
  (await h.store.journal.list({ application: 'blog', limit: 50 })).map(({ action }) => action);
const passwordAt = (h: Harness, login = 'anna') => h.stub.byLogin(login)?.fields.password;
const invalid = (text: string) => new ConnectorError('invalid', text);

test('a password goes with the create, and a later one with the other changes in one call; then it is gone', async () => {
  const h = await start();
  const anna = await post(h, { password: 'first-S3cret' });
  await h.settled();
  expect(passwordAt(h)).toBe('first-S3cret');
  expect(await waiting(h, anna)).toEqual([]);
  expect(await actions(h)).toEqual(['created', 'password-set']);

  await patch(h, anna, { password: 'second-S3cret', title: 'Chief' });
  await h.settled();
  expect(h.stub.byLogin('anna')?.fields).toMatchObject({ password: 'second-S3cret', title: 'Chief' });
  expect(h.stub.calls.filter((call) => call.startsWith('update'))).toHaveLength(1);
  expect(await waiting(h, anna)).toEqual([]);

  await patch(h, anna, { password: 'third-S3cret' });
  await h.settled();
  expect(passwordAt(h)).toBe('third-S3cret');
  expect((await h.read(anna))?.version).toBe(2);
  const link = await h.link(anna);
  expect(link.sent).not.toHaveProperty('password');
  expect(link.readBack).not.toHaveProperty('password');
  expect(link).toMatchObject({ state: 'linked' });
  expect(JSON.stringify([link, await h.store.journal.list({ limit: 100 })])).not.toContain('S3cret');
});

test('of two passwords the application gets the later one only', async () => {
  const h = await start();
  const anna = await post(h, {});
  await h.settled();
  await h.orchestrator.pause('blog', 'a holiday');
  await patch(h, anna, { password: 'first-S3cret' });
  await patch(h, anna, { password: 'second-S3cret' });
  const seen: unknown[] = [];
  h.stub.after = (call) => {
    if (call === 'update') seen.push(passwordAt(h));
  };
  await h.orchestrator.resume('blog');
  await h.settled();
  expect(seen).toEqual(['second-S3cret']);
});

test('one that comes while an earlier one is being delivered is delivered after it', async () => {
  const h = await start();
  const anna = await post(h, {});
  await h.settled();
  let later: Promise<string> | undefined;
  h.stub.after = (call) => {
    if (call === 'update' && later === undefined) later = patch(h, anna, { password: 'second-S3cret' });
    return later?.then(() => undefined);
  };
  await patch(h, anna, { password: 'first-S3cret' });
  await h.settled();
  expect(passwordAt(h)).toBe('second-S3cret');
  expect(await waiting(h, anna)).toEqual([]);
});

test('a password that the application refuses holds up nothing else, and is tried with the next change', async () => {
  const h = await start();
  const anna = await post(h, {});
  await h.settled();
  let weak = true;
  const guarded = h.stub.before;
  h.stub.before = (call, subject) => {
    const isWeak = weak && call === 'update' && lastSet(h) === 'weak"pass';
    if (isWeak) throw invalid('stub: the password "weak\\"pass" (weak"pass, weak&quot;pass, weak%22pass) is too weak.');
    return guarded(call, subject);
  };
  await patch(h, anna, { password: 'weak"pass', title: 'Chief' });
  await h.settled();
  expect(h.stub.byLogin('anna')?.fields.title).toBe('Chief');
  const parked = await h.link(anna);
  expect(parked).toMatchObject({ state: 'parked', sent: { title: 'Chief' } });
  expect(parked.reason).toBe('stub: the password "[redacted]" ([redacted], [redacted], [redacted]) is too weak.');

  weak = false;
  await patch(h, anna, { title: 'Boss' });
  await h.settled();
  expect(h.stub.byLogin('anna')?.fields).toMatchObject({ title: 'Boss', password: 'weak"pass' });
  expect(await h.link(anna)).toMatchObject({ state: 'linked' });
  expect(await waiting(h, anna)).toEqual([]);
});

test('one that is too weak for the create parks the person, and a better one makes the account', async () => {
  const h = await start();
  h.stub.before = (call) => {
    if (call === 'create' && lastSet(h) === 'weak') throw invalid('stub: weak is too weak.');
  };
  const anna = await post(h, { password: 'weak' });
  await h.settled();
  expect(await h.link(anna)).toMatchObject({ state: 'parked', reason: 'stub: [redacted] is too [redacted].' });
  await patch(h, anna, { password: 'much-better' });
  await h.settled();
  expect(passwordAt(h)).toBe('much-better');
});

test('one that cannot be opened any more is wiped and told, and the rest goes on', async () => {
  const h = await start();
  await h.orchestrator.pause('blog', 'the key is changed');
  const anna = await post(h, { password: 'S3cret' });
  const ben = await post(h, {}, 'ben');
  h.sealing.changeKey();
  await h.orchestrator.resume('blog');
  await h.settled();
  expect(passwordAt(h)).toBeUndefined();
  expect(await h.link(anna)).toMatchObject({ state: 'linked' });
  expect(await h.link(ben)).toMatchObject({ state: 'linked' });
  expect(await waiting(h, anna)).toEqual([]);
  const [line] = await h.store.journal.list({ resourceId: anna, action: 'password-wiped', limit: 1 });
  expect(line?.reason).toMatch(/^cannot be opened: the installation key is another one/);
});

test('a password under another person is opened for nobody', async () => {
  const h = await start();
  await h.orchestrator.pause('blog', 'somebody at the database');
  const anna = await post(h, { password: 'S3cret' });
  const ben = await h.addUser(person('ben'));
  const [taken] = await waiting(h, anna);
  if (taken === undefined) throw new Error('nothing waits');
  const journal = { actor: 'mallory', action: 'test', directory: 'main', resourceType: 'User', resourceId: ben };
  const scope = { directory: 'main', client: 'idp' };
  const password = { ...taken, applications: ['blog'] };
  await h.store.resources.commit({ scope, type: 'User', id: ben, expectVersion: 1, marks: [], journal, password });
  await h.orchestrator.resume('blog');
  await h.settled();
  expect(passwordAt(h, 'ben')).toBeUndefined();
  expect(passwordAt(h)).toBe('S3cret');
});

test('it is wiped where the person is out of the scope', async () => {
  const h = await start({ scope: { groups: ['Staff'], nested: true } });
  await h.addGroup('Staff');
  const anna = await post(h, { password: 'S3cret' });
  await h.settled();
  expect(h.stub.rows.size).toBe(0);
  expect(await waiting(h, anna)).toEqual([]);
});

test('it is wiped where the application takes none any more, or is gone', async () => {
  for (const next of [{ passwords: false }, undefined]) {
    const h = await start();
    await h.orchestrator.pause('blog', 'a change');
    const anna = await post(h, { password: 'S3cret' });
    expect(await waiting(h, anna)).toHaveLength(1);
    await h.replace(next);
    expect(await waiting(h, anna)).toEqual([]);
  }
});

test('an application that does not take passwords is given none', async () => {
  const h = await start({ passwords: false });
  const anna = await post(h, { password: 'S3cret' });
  await h.settled();
  expect(await h.link(anna)).toMatchObject({ state: 'linked' });
  expect(passwordAt(h)).toBeUndefined();
});

test('somebody inactive gets it on the day of return', async () => {
  const h = await start();
  const anna = await post(h, {});
  await h.settled();
  await patch(h, anna, { active: false, password: 'S3cret' });
  await h.settled();
  expect(passwordAt(h)).toBeUndefined();
  await patch(h, anna, { active: true });
  await h.settled();
  expect(passwordAt(h)).toBe('S3cret');
});

test('a plan, a preview and an explanation say that it will be set, and apply does what was shown', async () => {
  const h = await start({ automatic: false });
  const anna = await post(h, { password: 'S3cret' });
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
  expect(passwordAt(h)).toBe('S3cret');
  await patch(h, anna, { password: 'other-S3cret' });
  const next = await h.orchestrator.plan('blog', {});
  const [update] = await h.orchestrator.planItems(next.id, { limit: 10 });
  expect(update).toMatchObject({ action: 'update', reason: 'its password will be set' });
  await patch(h, anna, { password: 'newest-S3cret' });
  expect((await h.orchestrator.apply(next.id, {})).counts).toMatchObject({ moved: 1 });
  expect(passwordAt(h)).toBe('S3cret');
  await h.orchestrator.sync('blog', {});
  expect(passwordAt(h)).toBe('newest-S3cret');
  expect((await h.orchestrator.plan('blog', {})).counts).toEqual({ none: 1 });
});

test('with updates switched off it waits', async () => {
  const h = await start({ operations: { update: false } });
  const anna = await post(h, {});
  await h.settled();
  await patch(h, anna, { password: 'S3cret' });
  await h.settled();
  expect(await h.link(anna)).toMatchObject({
    skipped: 'update',
    reason: 'its password will be set: the operation update is switched off',
  });
  expect(await waiting(h, anna)).toHaveLength(1);
});

test('nobody who watches the calls is shown one that failed for it', async () => {
  const errors: unknown[] = [];
  const observer: Observer = {
    ...noObserver,
    call: async (_, call) => {
      try {
        return await call();
      } catch (error) {
        errors.push(error);
        throw error;
      }
    },
  };
  const h = await start({}, observer);
  h.stub.before = (call) => {
    if (call === 'create') throw new Error('S3cret is not what I like', { cause: new Error('S3cret') });
  };
  await post(h, { password: 'S3cret' });
  await h.settled();
  expect(String(errors[0])).toBe('Error: [redacted] is not what I like');
  expect((errors[0] as Error).cause).toBeUndefined();
});

/** What the stub is asked to write at the moment. */
function lastSet(h: Harness): unknown {
  return h.stub.asked?.password;
}
