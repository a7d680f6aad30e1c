import { afterEach, expect, test } from 'vitest';
import { type Harness, person, startHarness } from './__fixtures__/harness.js';

const running: Harness[] = [];

async function start(...given: Parameters<typeof startHarness>): Promise<Harness> {
  const harness = await startHarness(...given);
  running.push(harness);
  return harness;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

const badge = [{ remote: 'badge', expression: 'title = "none" ? $error("no badge") : "B-" & title' }];
const field = (h: Harness, remote = 'badge') => h.stub.byLogin('anna')?.fields[remote];

test.each(['nickName', 'null', '""', '[]'])(
  '%s where a value was clears the field at the application',
  async (nothing) => {
    const h = await start({ mapping: [{ remote: 'badge', expression: `title ? title : ${nothing}` }] });
    const anna = await h.addUser(person('anna', { title: '7' }));
    await h.settled();
    expect(field(h)).toBe('7');
    await h.setUser(anna, person('anna'));
    await h.settled();
    expect(h.stub.byLogin('anna')?.fields).not.toHaveProperty('badge');
    h.stub.calls.length = 0;
    await h.orchestrator.sync('blog', { userNames: ['anna'] });
    expect(h.stub.calls.filter((call) => call.startsWith('update'))).toEqual([]);
  },
);

test('a rule that fails parks the one person, changes nothing of the account, and is tried again with the next change', async () => {
  const h = await start({ mapping: badge });
  const anna = await h.addUser(person('anna', { title: '7' }));
  await h.settled();
  await h.setUser(anna, { ...person('anna', { title: 'none' }), displayName: 'Changed' });
  await h.addUser(person('eve', { title: '8' }));
  await h.settled();
  expect(await h.link(anna)).toMatchObject({ state: 'parked', reason: 'the rule for "badge": no badge.' });
  expect([field(h), field(h, 'name')]).toEqual(['B-7', 'ANNA']);
  expect(h.stub.byLogin('eve')?.fields.badge).toBe('B-8');

  const { counts } = await h.orchestrator.sync('blog', { userNames: ['anna', 'eve'], dryRun: true });
  expect(counts).toEqual({ park: 1, none: 1 });
  await h.setUser(anna, person('anna', { title: '9' }));
  await h.settled();
  expect(await h.link(anna)).toMatchObject({ state: 'linked' });
  expect(field(h)).toBe('B-9');
});

test('a rule that fails gives nobody an account, and keeps nobody in a role', async () => {
  const h = await start({ mapping: badge });
  const [anna, eve] = [
    await h.addUser(person('anna', { title: '7' })),
    await h.addUser(person('eve', { title: 'none' })),
  ];
  const editors = await h.addGroup('Editors', [anna]);
  await h.settled();
  expect(h.stub.byLogin('anna')?.roles).toContain('editor');
  expect(h.stub.byLogin('eve')).toBeUndefined();
  expect((await h.link(eve)).state).toBe('parked');
  await h.setUser(anna, person('anna', { title: 'none' }));
  await h.changeMembers(editors, [], [anna]);
  await h.settled();
  expect(h.stub.byLogin('anna')?.roles).not.toContain('editor');
  expect(field(h)).toBe('B-7');
});

test('an expression that reads externalId sees it as its owner set it', async () => {
  const h = await start({ mapping: [{ remote: 'badge', expression: '"X-" & externalId' }] });
  await h.addUser(person('anna'), 'e-1');
  await h.settled();
  expect(field(h)).toBe('X-e-1');
});

test('another expression is worked off from the directory without anybody pushing again', async () => {
  const h = await start({ mapping: badge });
  await h.addUser(person('anna', { title: '7' }));
  await h.settled();
  running.push(await h.restart({ mapping: [{ remote: 'badge', expression: '"C-" & title' }] }));
  await expect.poll(() => field(h), { timeout: 3000 }).toBe('C-7');
});
