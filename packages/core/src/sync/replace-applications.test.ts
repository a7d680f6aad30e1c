import { afterEach, expect, test } from 'vitest';
import { type Harness, person, startHarness } from './__fixtures__/harness.js';
import { everyOperation } from './default-policy.js';

const running: Harness[] = [];

async function start(...given: Parameters<typeof startHarness>): Promise<Harness> {
  const harness = await startHarness(...given);
  running.push(harness);
  return harness;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

const withTitle = { mapping: [{ remote: 'name', scim: 'title' }] };

test('another mapping fills the application anew, and an unchanged one does nothing', async () => {
  const h = await start();
  await h.addUser(person('anna', { title: 'Captain' }));
  await h.settled();
  h.stub.calls.length = 0;
  await h.replace({});
  await h.settled();
  expect(h.stub.calls).toEqual([]);
  await h.replace(withTitle);
  await h.settled();
  expect(h.stub.byLogin('anna')?.fields.name).toBe('Captain');
});

test('another mapping in the middle of a filling reaches those who were filled before', async () => {
  const h = await start({ automatic: false });
  for (let number = 0; number < 1_100; number += 1) await h.addUser(person(`p${number}`, { title: 'Captain' }));
  await h.settled();
  const fills: string[] = [];
  const { update } = h.store.applications;
  h.store.applications.update = async (name, facts) => {
    if (typeof facts.fillAfter === 'string' && facts.fillAfter !== '') {
      fills.push(facts.fillAfter);
      // Between two pages, the next configuration comes.
      if (fills.length === 1) void h.replace({ automatic: false, ...withTitle });
    }
    return update(name, facts);
  };
  await h.replace({ automatic: false, mapping: [{ remote: 'name', constant: 'X' }] });
  await expect.poll(async () => (await h.store.applications.get('blog')).fillAfter, { timeout: 5_000 }).toBeUndefined();
  const [first] = fills;
  expect(fills.filter((page) => page === first)).toHaveLength(2);
});

test('calls of the former one end before the next begins, with its own rules', async () => {
  const h = await start();
  let release: (() => void) | undefined;
  h.stub.before = (call) =>
    call === 'create' && release === undefined
      ? new Promise((resolve) => {
          release = resolve;
        })
      : undefined;
  const anna = await h.addUser(person('anna', { title: 'Captain' }));
  await expect.poll(() => release).toBeDefined();
  const replaced = h.replace(withTitle);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(h.stub.calls.filter((call) => call.startsWith('create'))).toHaveLength(1);
  release?.();
  await replaced;
  await h.settled();
  expect(h.stub.byLogin('anna')?.fields.name).toBe('Captain');
  expect((await h.link(anna)).state).toBe('linked');
});

test('one that leaves the configuration deprovisions nobody, and is filled when it returns', async () => {
  const h = await start();
  const anna = await h.addUser(person('anna'));
  await h.settled();
  await h.replace(undefined);
  await h.setUser(anna, person('anna', { active: false }));
  await h.settled();
  expect(h.stub.byLogin('anna')?.active).toBe(true);
  await h.replace({});
  await h.settled();
  expect(h.stub.byLogin('anna')?.active).toBe(false);
});

test('a scheduled run stops with its schedule, and its operations with it', async () => {
  const schedule = { cron: '* * * * * *', mode: 'changes', operations: everyOperation } as const;
  const h = await start({ automatic: false, schedules: [schedule] });
  const anna = await h.addUser(person('anna'));
  await expect.poll(() => h.stub.byLogin('anna'), { timeout: 3_000 }).toBeDefined();
  await h.replace({ automatic: false, schedules: [{ ...schedule, operations: { ...everyOperation, update: false } }] });
  await h.setUser(anna, person('anna', { displayName: 'Other' }));
  await expect.poll(async () => (await h.link(anna)).skipped, { timeout: 3_000 }).toBe('update');
  await h.replace({ automatic: false });
  const runs = (await h.orchestrator.runs('blog', 50)).length;
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(await h.orchestrator.runs('blog', 50)).toHaveLength(runs);
});

test('what an operator has under way ends after the people at hand, before the next configuration holds', async () => {
  const h = await start({ automatic: false });
  for (let index = 0; index < 30; index += 1) await h.addUser(person(`user${index}`));
  h.stub.before = () => new Promise((resolve) => setTimeout(resolve, 30));
  let ended = false;
  const syncing = h.orchestrator.sync('blog', {}).finally(() => {
    ended = true;
  });
  await expect.poll(() => h.stub.rows.size, { timeout: 3_000 }).toBeGreaterThan(0);
  await h.replace({ automatic: false, defaultRole: 'reader' });
  expect(ended).toBe(true);
  expect((await syncing).refused).toBe('it was broken off');
  const made = h.stub.rows.size;
  expect(made).toBeLessThan(30);
  expect((await h.orchestrator.sync('blog', {})).counts.create).toBe(30 - made);
});

test('an application that gets the people of another directory lets nobody of the former one go', async () => {
  const h = await start({ leaving: { grace: 300 } });
  const anna = await h.addUser(person('anna'));
  await h.settled();
  await h.setUser(anna, person('anna', { active: false }));
  await expect.poll(async () => (await h.link(anna)).reason).toContain('grace');
  const [blog] = h.applications;
  if (blog === undefined) throw new Error('no application');
  await h.orchestrator.replace([{ ...blog, directory: 'other' }]);
  await expect.poll(async () => (await h.link(anna)).reason, { timeout: 3_000 }).toContain('"main"');
  await h.orchestrator.sync('blog', { userNames: ['anna'] });
  expect(h.stub.byLogin('anna')?.active).toBe(true);
  await h.orchestrator.replace([blog]);
  await h.settled();
  expect(h.stub.byLogin('anna')?.active).toBe(false);
});
