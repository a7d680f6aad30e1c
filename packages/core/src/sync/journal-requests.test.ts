import { describe, expect, onTestFinished, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { type Harness, person, startHarness, unguarded } from './__fixtures__/harness.js';

async function start(...given: Parameters<typeof startHarness>): Promise<Harness> {
  const h = await startHarness(...given);
  onTestFinished(() => h.stop());
  return h;
}

const from = (requestId: string) => ({ requestId });

/** At the application, oldest first: what was done, and for which request. */
async function told(h: Harness, resourceId: string) {
  const lines = await h.store.journal.list({ application: 'blog', resourceId, limit: 100 });
  return lines.map(({ action, requestId }) => [action, requestId]).reverse();
}

describe('a line at an application', () => {
  test('names the request that it comes from, and none where there was none', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const anna = await h.addUser(person('anna'), undefined, from('q-1'));
    await h.settled();
    await h.setUser(anna, person('anna', { active: false }), from('q-2'));
    await h.settled();
    await h.setUser(anna, person('anna'));
    await h.settled();
    await h.deleteUser(anna, from('q-3'));
    await h.settled();
    expect(await told(h, anna)).toEqual([
      ['created', 'q-1'],
      ['deactivated', 'q-2'],
      ['reactivated', undefined],
      ['removed', 'q-3'],
    ]);
    const ofRequest = await h.store.journal.list({ requestId: 'q-2', limit: 10 });
    expect(ofRequest.map(({ actor }) => actor)).toEqual(['linkspan', 'client:idp']);
  });

  test('of a run names the run alone, and what comes after it no earlier request', async () => {
    const h = await start({ automatic: false });
    const anna = await h.addUser(person('anna'), undefined, from('q-1'));
    await h.settled();
    const { run } = await h.orchestrator.sync('blog', {});
    const [line] = await h.store.journal.list({ application: 'blog', resourceId: anna, limit: 1 });
    expect([line?.action, line?.run, line?.requestId]).toEqual(['created', run, undefined]);
    expect((await h.link(anna)).origin).toBeUndefined();
  });

  test('of an undo names its run alone, and what comes after it no earlier request', async () => {
    const h = await start({ automatic: false });
    const anna = await h.addUser(person('anna'), undefined, from('q-1'));
    await h.orchestrator.sync('blog', {});
    await h.setUser(anna, person('anna', { displayName: 'Anna' }), from('q-2'));
    const { run = '' } = await h.orchestrator.sync('blog', {});
    await h.setUser(anna, person('anna', { displayName: 'Anna', nickName: 'Ann' }), from('q-3'));
    await h.settled();
    expect((await h.link(anna)).origin).toEqual({ requestId: 'q-3' });
    const plan = await h.orchestrator.undo(run);
    const undo = await h.orchestrator.apply(plan.id, {});
    const [line] = await h.store.journal.list({ application: 'blog', resourceId: anna, limit: 1 });
    expect([line?.action, line?.run, line?.requestId]).toEqual(['undone', undo.run, undefined]);
    expect((await h.link(anna)).origin).toBeUndefined();
  });

  test('of what an operator approved names no request', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 0 } } });
    const anna = await h.addUser(person('anna'), undefined, from('q-1'));
    await h.settled();
    await h.setUser(anna, person('anna', { active: false }), from('q-2'));
    await h.settled();
    await h.orchestrator.approve('blog', { userName: 'anna' });
    await h.settled();
    expect((await told(h, anna)).slice(1)).toEqual([
      ['held', 'q-2'],
      ['approved', undefined],
      ['deactivated', undefined],
    ]);
  });

  test('of what an operator tries again names no request', async () => {
    const h = await start();
    h.stub.before = (call) => {
      if (call === 'create') throw new ConnectorError('invalid', 'no');
    };
    const anna = await h.addUser(person('anna'), undefined, from('q-1'));
    await h.settled();
    h.stub.before = () => {};
    await h.orchestrator.retry('blog', 'anna');
    await h.settled();
    expect(await told(h, anna)).toEqual([
      ['parked', 'q-1'],
      ['retried', undefined],
      ['created', undefined],
    ]);
  });
});

describe('a line about a group', () => {
  test('names the request that changed the group, its members, or the account of one', async () => {
    const h = await start({ groups: { provision: 'all', onDelete: 'delete' } });
    const anna = await h.addUser(person('anna'), undefined, from('q-1'));
    const group = await h.addGroup('Writers');
    await h.settled();
    h.stub.before = (call) => {
      if (call === 'create') throw new ConnectorError('invalid', 'no');
    };
    const ben = await h.addUser(person('ben'), undefined, from('q-2'));
    await h.settled();
    await h.changeMembers(group, [anna, ben], [], from('q-3'));
    await h.settled();
    await h.renameGroup(group, 'Authors', from('q-4'));
    await h.settled();
    h.stub.before = () => {};
    await h.setUser(ben, person('ben', { displayName: 'Ben' }), from('q-5'));
    await h.settled();
    await h.changeMembers(group, [], [anna], from('q-6'));
    await h.settled();
    expect(await told(h, group)).toEqual([
      ['created', undefined],
      ['members', 'q-3'],
      ['updated', 'q-4'],
      ['members', 'q-5'],
      ['members', 'q-6'],
    ]);
  });
});
