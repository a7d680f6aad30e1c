import { describe, expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { withFakeClock } from './__fixtures__/fake-clock.js';
import { person } from './__fixtures__/harness.js';
import { everyOperation } from './default-policy.js';
import type { Progress } from './orchestrator.js';

const { start, pass, leap, during, restart } = withFakeClock();
/** Many people, or many hours: seconds of work where others work, too. */
const hour = 3_600_000;
const day = 24 * hour;

function hourly(mode: 'changes' | 'full', operations = everyOperation) {
  return { automatic: false, schedules: [{ cron: '0 * * * *', timezone: 'UTC', mode, operations }] } as const;
}

describe('on a schedule', () => {
  test('changes wait for their hour, and only whoever changed is looked at', async () => {
    const h = await start(hourly('changes'));
    const anna = await h.addUser(person('anna'));
    await h.addUser(person('ben'));
    await pass(hour / 2);
    expect(h.stub.calls).toEqual([]);
    await pass(hour / 2 + 60_000);
    expect(h.stub.rows.size).toBe(2);
    h.stub.calls.length = 0;
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await pass(hour);
    expect(h.stub.calls.filter((call) => !call.startsWith('get'))).toEqual(['update anna']);
    const runs = await h.orchestrator.runs('blog', 10);
    expect(runs.map(({ kind, state, counts }) => [kind, state, counts.seen])).toEqual([
      ['schedule', 'done', 1],
      ['schedule', 'done', 2],
    ]);
  });

  test('has operations of its own', async () => {
    const h = await start(hourly('changes', { ...everyOperation, deactivate: false }));
    const anna = await h.addUser(person('anna'));
    await pass(hour + 60_000);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(hour);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect((await h.link(anna)).reason).toContain('keeps access');
    await during(h.orchestrator.sync('blog', { userNames: ['anna'] }));
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });

  test.each(['observe', 'enforce'] as const)(
    'a full run sees what others changed there, and with drift: %s',
    async (drift) => {
      const h = await start({ ...hourly('full'), drift });
      const anna = await h.addUser(person('anna', { title: 'Captain' }));
      await pass(hour + 60_000);
      const row = h.stub.byLogin('anna');
      if (row) row.fields.title = 'Pirate';
      h.stub.place({ login: 'stranger', email: 's@example.org' });
      await pass(hour);
      expect(row?.fields.title).toBe(drift === 'enforce' ? 'Captain' : 'Pirate');
      const [run] = await h.orchestrator.runs('blog', 1);
      expect(run?.counts).toMatchObject({ unmanaged: 1, [drift === 'enforce' ? 'update' : 'drift']: 1 });
      expect((await h.link(anna)).drift).toEqual(drift === 'enforce' ? undefined : { title: 'Pirate' });
      await pass(hour);
      const [second] = await h.orchestrator.runs('blog', 1);
      expect(second?.counts.update).toBeUndefined();
    },
  );

  test('a leaver whose account was opened again by somebody there is seen', async () => {
    const h = await start({ ...hourly('full'), drift: 'enforce' });
    const anna = await h.addUser(person('anna'));
    await pass(hour + 60_000);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(hour);
    const row = h.stub.byLogin('anna');
    expect(row?.active).toBe(false);
    if (row) row.active = true;
    await pass(hour);
    expect(row?.active).toBe(false);
  });

  test('an incomplete listing removes and concludes nothing, and says so', async () => {
    const h = await start(hourly('full'));
    await h.addUser(person('anna'));
    await pass(hour + 60_000);
    const { users } = h.stub.connector;
    if (users) Object.assign(users, { list: async () => ({ items: [], complete: false }) });
    await pass(hour);
    const [run] = await h.orchestrator.runs('blog', 1);
    expect(run).toMatchObject({ state: 'stopped', reason: expect.stringContaining('incomplete') });
    expect(h.stub.byLogin('anna')?.active).toBe(true);
  });

  test('a run that a kill broke off goes on where it was, with another process', async () => {
    const h = await start(hourly('full'));
    for (let index = 0; index < 1_200; index += 1) await h.addUser(person(`user${String(index).padStart(4, '0')}`));
    await pass(hour - 1_000);
    h.stub.before = async (call) => {
      if (call === 'create') await new Promise((resolve) => setTimeout(resolve, 100));
    };
    await pass(20_000);
    const made = h.stub.rows.size;
    expect(made).toBeGreaterThan(500);
    expect(made).toBeLessThan(1_200);
    const next = await restart(h, hourly('full'));
    await pass(5 * 60_000);
    expect(h.stub.rows.size).toBe(1_200);
    const runs = await next.orchestrator.runs('blog', 10);
    expect(runs.map(({ state, counts }) => [state, counts.seen])).toEqual([['done', 1_200]]);
    expect(h.stub.calls.filter((call) => call.startsWith('create'))).toHaveLength(1_200);
  });
});

describe('by hand', () => {
  test('is refused where the configuration says so', async () => {
    const h = await start({ manual: false });
    expect((await during(h.orchestrator.sync('blog', {}))).refused).toContain('provisioning.manual is false');
  });

  test('keeps no run of nobody', async () => {
    const h = await start({ automatic: false });
    const report = await during(h.orchestrator.sync('blog', { userNames: ['nobody'] }));
    expect(report).toEqual({ counts: {}, unknown: ['nobody'] });
    expect(await h.orchestrator.runs('blog', 1)).toEqual([]);
  });

  test('keeps a run with what was done about whom', async () => {
    const h = await start({ automatic: false });
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    await during(h.orchestrator.sync('blog', {}));
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    const { run = '' } = await during(h.orchestrator.sync('blog', {}));
    expect(await h.store.runs.listItems(run, { limit: 9 })).toMatchObject([
      { label: 'anna', action: 'update', accountId: '1', before: { title: 'Sailor' }, after: { title: 'Captain' } },
    ]);
  });

  test('of names that nobody has is no run', async () => {
    const h = await start({ automatic: false });
    expect(await during(h.orchestrator.sync('blog', { userNames: ['nobody'] }))).toEqual({
      counts: {},
      unknown: ['nobody'],
    });
    expect(await h.orchestrator.runs('blog', 9)).toEqual([]);
  });

  test('keeps why a run ended before it began', async () => {
    const h = await start({ automatic: false });
    await h.addUser(person('anna'));
    const { users } = h.stub.connector;
    if (users) Object.assign(users, { list: async () => ({ items: [], complete: false }) });
    await expect(during(h.orchestrator.sync('blog', { full: true }))).rejects.toThrow('incomplete');
    const [run] = await h.orchestrator.runs('blog', 1);
    expect(run).toMatchObject({ state: 'stopped', reason: expect.stringContaining('incomplete') });
    expect(h.stub.rows.size).toBe(0);
  });

  test('says how far it is, and when it will end', async () => {
    const h = await start({ automatic: false });
    for (let index = 0; index < 1_500; index += 1) await h.addUser(person(`user${index}`));
    h.stub.before = async (call) => {
      if (call === 'create') await new Promise((resolve) => setTimeout(resolve, 40));
    };
    const seen: Progress[] = [];
    await during(h.orchestrator.sync('blog', { onProgress: (progress) => seen.push(progress) }), 60_000);
    const half = seen.find((progress) => progress.seen >= 750);
    expect(half).toMatchObject({ total: 1_500, rate: expect.closeTo(100, -1), left: expect.closeTo(7_500, -3.2) });
    expect(seen.at(-1)).toMatchObject({ seen: 1_500, left: 0 });
  });
});

describe('leaving', () => {
  test('deleteAfter counts from the deactivation', async () => {
    const h = await start({ leaving: { deleteAfter: 30 * day } });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    await leap(29 * day);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
    await leap(2 * day);
    expect(h.stub.byLogin('anna')).toBeUndefined();
  });

  test('who comes back before that is not deleted', async () => {
    const h = await start({ leaving: { deleteAfter: 30 * day } });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    await leap(10 * day);
    await h.setUser(anna, person('anna'));
    await leap(40 * day);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
  });

  test('the clock runs from the word of the identity provider until the account was seen closed', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    h.stub.before = () => {
      throw new ConnectorError('unavailable', 'down');
    };
    await h.setUser(anna, person('anna', { active: false }));
    const said = Date.now();
    await pass(10 * 60_000);
    expect(await h.link(anna)).toMatchObject({ leftAt: said });
    expect((await h.link(anna)).closedAt).toBeUndefined();
    h.stub.before = () => {};
    await pass(10 * 60_000);
    const { leftAt = 0, closedAt = 0 } = await h.link(anna);
    expect(leftAt).toBe(said);
    expect(closedAt - leftAt).toBeGreaterThan(10 * 60_000);
  });

  test('onInactive: delete, after the grace', async () => {
    const h = await start({ leaving: { onInactive: 'delete', grace: hour } });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(30 * 60_000);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    await pass(hour);
    expect(h.stub.byLogin('anna')).toBeUndefined();
  });
});

test('a run whose application left the configuration does not run for ever', async () => {
  const h = await start();
  const at = Date.now();
  const { id } = await h.store.runs.begin({
    application: 'shop',
    kind: 'sync',
    actor: 'operator',
    options: {},
    state: 'running',
    counts: {},
    startedAt: at,
    seenAt: at,
  });
  await pass(45_000);
  expect((await h.store.runs.find(id))?.state).toBe('running');
  await pass(60_000);
  expect(await h.store.runs.find(id)).toMatchObject({
    state: 'stopped',
    reason: 'its application is not in the configuration any more',
  });
});

describe('correlation as the operator wrote it', () => {
  const byTitle = [
    { scim: 'title', remote: 'title', onMatch: 'adopt' },
    { scim: 'emails[primary eq true].value', remote: 'email', onMatch: 'ask' },
  ] as const;

  test('finds an account that no create would collide with', async () => {
    const h = await start({ correlation: byTitle });
    h.stub.place({ login: 'number-7', email: 'other@example.org', title: 'badge-7' });
    const anna = await h.addUser(person('anna', { title: 'badge-7' }));
    await pass(5_000);
    expect(await h.link(anna)).toMatchObject({ accountId: '1', matchedBy: 'title' });
    expect(h.stub.rows.size).toBe(1);
  });

  test('asks, and joins when a person says yes', async () => {
    const h = await start({ correlation: byTitle });
    h.stub.place({ login: 'somebody', email: 'anna@example.org' });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    expect(await h.orchestrator.inbox('blog')).toMatchObject([
      { label: 'anna', hold: { guard: 'adopt', account: '1' } },
    ]);
    expect(await h.orchestrator.approve('blog', { userName: 'anna' })).toBe(1);
    await pass(5_000);
    expect(await h.link(anna)).toMatchObject({ state: 'linked', accountId: '1', matchedBy: 'operator' });
  });

  test('a no is not asked again', async () => {
    const h = await start({ correlation: byTitle });
    h.stub.place({ login: 'somebody', email: 'anna@example.org' });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    await h.orchestrator.reject('blog', { userName: 'anna' });
    await h.setUser(anna, person('anna', { displayName: 'Anna' }));
    await pass(5_000);
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
  });

  test('on a site with open registration an e-mail only asks, whatever the rule says', async () => {
    const correlation = [{ scim: 'emails[primary eq true].value', remote: 'email', onMatch: 'adopt' }] as const;
    const h = await start({ correlation });
    h.stub.openRegistration = true;
    h.stub.place({ login: 'attacker', email: 'anna@example.org' });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    expect((await h.link(anna)).accountId).toBeUndefined();
    expect((await h.orchestrator.inbox('blog'))[0]?.hold.guard).toBe('adopt');
  });

  test('never joins where the rule says never', async () => {
    const correlation = [{ scim: 'userName', remote: 'login', onMatch: 'never' }] as const;
    const h = await start({ correlation });
    h.stub.place({ login: 'anna', email: 'x@example.org' });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    expect(await h.link(anna)).toMatchObject({ state: 'parked' });
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
  });
});

describe('an operator', () => {
  test('links and unlinks by hand, and is refused what is protected or taken', async () => {
    const h = await start();
    h.stub.place({ login: 'service', email: 's@example.org' });
    h.stub.place({ login: 'old-anna', email: 'old@example.org' });
    await h.addUser(person('anna', { active: false }));
    const ben = await h.addUser(person('ben'));
    await pass(5_000);
    expect(await h.orchestrator.link('blog', 'anna', '1')).toMatchObject({
      refused: expect.stringContaining('protected'),
    });
    expect(await h.orchestrator.link('blog', 'anna', '3')).toMatchObject({
      refused: expect.stringContaining('belongs to "ben"'),
    });
    expect(await h.orchestrator.link('blog', 'anna', '9')).toMatchObject({ refused: 'there is no account 9' });
    expect(await h.orchestrator.link('blog', 'nobody', '2')).toBe('unknown');
    const anna = await h.orchestrator.explain('anna');
    expect(anna[0]?.link?.stale).toBe(false);
    expect(await h.orchestrator.link('blog', 'anna', '2')).toBe('linked');
    await pass(5_000);
    expect(h.stub.byLogin('old-anna')?.active).toBe(false);
    expect((await h.link(ben)).accountId).toBe('3');
  });

  test('pauses and resumes, and nothing is lost between', async () => {
    const h = await start();
    await h.orchestrator.pause('blog', 'maintenance.');
    await h.addUser(person('anna'));
    await pass(hour);
    expect(h.stub.calls).toEqual([]);
    expect(await h.orchestrator.resume('blog')).toBe('resumed');
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect(await h.orchestrator.resume('blog')).toBe('not-paused');
  });

  test('has parked people tried again', async () => {
    const h = await start();
    h.stub.before = (call) => {
      if (call === 'create') throw new ConnectorError('invalid', 'not allowed');
    };
    for (const name of ['anna', 'ben']) await h.addUser(person(name));
    await pass(5_000);
    h.stub.before = () => {};
    expect(await h.orchestrator.retry('blog', 'anna')).toBe(1);
    await pass(5_000);
    expect(h.stub.rows.size).toBe(1);
    expect(await h.orchestrator.retry('blog')).toBe(1);
    await pass(5_000);
    expect(h.stub.rows.size).toBe(2);
  });

  test('is told what the application never changes, where the directory has come to say something else', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    expect((await h.orchestrator.explain('anna'))[0]).not.toHaveProperty('stays');
    await h.setUser(anna, person('annabel'));
    await pass(5_000);
    const [told] = await h.orchestrator.explain('annabel');
    expect(told).toMatchObject({
      next: { action: 'none' },
      stays: { login: { there: 'anna', directory: 'annabel' } },
    });
  });

  test('is told everything about one person, and sees each step', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.addGroup('Editors', [anna]);
    await pass(5_000);
    const [told] = await h.orchestrator.explain('Anna');
    expect(told).toMatchObject({
      application: 'blog',
      link: { accountId: '1', matchedBy: 'created' },
      groups: ['Editors'],
      next: { action: 'none', reason: 'agrees' },
    });
    expect(told?.history.map(({ action }) => action)).toContain('created');
    await h.replace({ automatic: false });
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    const traced = await during(h.orchestrator.trace('blog', 'anna'));
    expect(traced?.steps.map(({ step, detail }) => `${step} ${detail}`)).toEqual([
      'read version 2 of anna',
      'scope in',
      'correlate account 1, by created',
      'map what the account should be',
      'decide update: differs in title',
      'call get: done',
      'call update: done',
      'verify account 1 was read back: active',
      'record linked',
    ]);
  });

  test('sees accounts that nobody owns', async () => {
    const h = await start();
    await h.addUser(person('anna'));
    h.stub.place({ login: 'stranger', email: 's@example.org' });
    await pass(5_000);
    const found: unknown[] = [];
    for await (const account of h.orchestrator.unmanaged('blog')) found.push(account.fields.login);
    expect(found).toEqual(['stranger']);
  });
});

test('when most people fail, the application is quarantined, and goes on when a person says so', async () => {
  const h = await start();
  h.stub.before = (call) => {
    if (call === 'create') throw new ConnectorError('invalid', 'the field "title" is gone');
  };
  for (let index = 0; index < 100; index += 1) await h.addUser(person(`user${index}`));
  await pass(10_000);
  const { quarantine } = await h.store.applications.get('blog');
  expect(quarantine?.reason).toContain('of the last 40 people failed, the last one with: the field "title" is gone');
  expect(h.stub.calls.filter((call) => call.startsWith('create')).length).toBeLessThan(60);
  h.stub.before = () => {};
  await h.orchestrator.resume('blog');
  await h.orchestrator.retry('blog');
  await pass(20_000);
  expect(h.stub.rows.size).toBe(100);
});

test('other applications and policies hold from one moment to the next', async () => {
  const h = await start();
  await h.addUser(person('anna'));
  await pass(5_000);
  const [application] = h.applications;
  expect(application).toBeDefined();
  if (application === undefined) return;
  await during(h.orchestrator.replace([{ ...application, policy: { ...application.policy, defaultRole: 'author' } }]));
  await pass(5_000);
  expect(h.stub.byLogin('anna')?.roles).toContain('author');
  await during(h.orchestrator.replace([]));
  await h.addUser(person('ben'));
  await pass(60_000);
  expect(h.stub.byLogin('ben')).toBeUndefined();
  expect(h.stub.byLogin('anna')?.active).toBe(true);
  await during(h.orchestrator.replace([application]));
  await pass(5_000);
  expect(h.stub.byLogin('ben')?.active).toBe(true);
});
