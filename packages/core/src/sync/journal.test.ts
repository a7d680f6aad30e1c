import { describe, expect, onTestFinished, test } from 'vitest';
import type { JournalLine } from '../store/journal.js';
import { withFakeClock } from './__fixtures__/fake-clock.js';
import { type Harness, person, startHarness } from './__fixtures__/harness.js';
import { everyOperation } from './default-policy.js';

async function start(...given: Parameters<typeof startHarness>): Promise<Harness> {
  const h = await startHarness(...given);
  onTestFinished(() => h.stop());
  return h;
}

async function lines(h: Harness): Promise<readonly JournalLine[]> {
  const all = await h.store.journal.list({ application: 'blog', limit: 100 });
  return [...all].reverse();
}

const leaving = { onDelete: 'delete' } as const;

describe('the journal', () => {
  test('says which account, what it was told, and what came of it', async () => {
    const h = await start({ leaving });
    const anna = await h.addUser(person('anna'));
    await h.settled();
    await h.setUser(anna, person('anna', { active: false }));
    await h.settled();
    await h.setUser(anna, person('anna'));
    await h.settled();
    await h.setUser(anna, person('anna', { displayName: 'Anna' }));
    await h.settled();
    await h.deleteUser(anna);
    await h.settled();
    const account = { account: '1', identity: expect.stringContaining('anna ') };
    expect((await lines(h)).map(({ action, changes }) => [action, changes])).toEqual([
      ['created', { ...account, fields: expect.objectContaining({ login: 'anna', email: 'anna@example.org' }) }],
      ['deactivated', { ...account, active: false, remaining: ['the door at the back'] }],
      ['reactivated', { ...account, active: true }],
      ['updated', { name: { from: 'ANNA', to: 'Anna' } }],
      ['removed', account],
    ]);
  });

  test('says what was agreed with an adopted account, and what is withheld from it', async () => {
    const h = await start();
    h.stub.place({ login: 'anna', email: 'old@example.org', name: 'Old' });
    await h.addUser(person('anna'));
    await h.settled();
    const [adopted] = await lines(h);
    expect(adopted).toMatchObject({
      action: 'adopted',
      changes: { account: '1', agreed: { email: 'old@example.org' }, withheld: expect.arrayContaining(['email']) },
    });
  });

  test('keeps no secret, whatever way it goes', async () => {
    const secret = 'correct horse';
    const h = await start({
      mapping: [
        { scim: 'title', remote: 'api_token' },
        { scim: 'title', remote: 'password', when: 'create' },
        { remote: 'title', drop: true },
      ],
    });
    const anna = await h.addUser(person('anna', { title: secret }));
    await h.settled();
    await h.setUser(anna, person('anna', { title: `${secret} battery` }));
    await h.settled();
    expect(h.stub.byLogin('anna')?.fields.api_token).toBe(`${secret} battery`);
    const told = await lines(h);
    expect(told.map(({ action }) => action)).toEqual(['created', 'updated']);
    expect(told[1]?.changes).toEqual({ api_token: { from: '[redacted]', to: '[redacted]' } });
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  test('names who did it, and the run', async () => {
    const h = await start({ automatic: false });
    const anna = await h.addUser(person('anna'));
    await h.settled();
    const first = await h.orchestrator.sync('blog', {});
    await h.setUser(anna, person('anna', { displayName: 'Anna' }));
    const plan = await h.orchestrator.plan('blog', {});
    const second = await h.orchestrator.apply(plan.id, {});
    const undo = await h.orchestrator.undo(second.run ?? '');
    const third = await h.orchestrator.apply(undo.id, {});
    expect((await lines(h)).map(({ action, actor, run }) => [action, actor, run])).toEqual([
      ['created', 'operator', first.run],
      ['updated', 'operator', second.run],
      ['undone', 'operator', third.run],
    ]);
    expect(new Set([first.run, second.run, third.run]).size).toBe(3);
  });

  test('names Linkspan itself where nobody began it, and no run', async () => {
    const h = await start();
    await h.addUser(person('anna'));
    await h.settled();
    const [created] = await lines(h);
    expect([created?.actor, created?.run]).toEqual(['linkspan', undefined]);
  });
});

describe('the journal of a schedule', () => {
  const { start: startAtNight, pass } = withFakeClock();
  test('names the schedule, and the run', async () => {
    const schedule = { cron: '0 3 * * *', timezone: 'UTC', mode: 'changes', operations: everyOperation } as const;
    const h = await startAtNight({ automatic: false, schedules: [schedule] });
    await h.addUser(person('anna'));
    await pass(4 * 3_600_000);
    const [run] = await h.orchestrator.runs('blog', 1);
    const [created] = await lines(h);
    expect([created?.actor, created?.run]).toEqual(['schedule', run?.id]);
  });
});
