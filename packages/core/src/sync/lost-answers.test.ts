import { describe, expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { withFakeClock } from './__fixtures__/fake-clock.js';
import { type Harness, person } from './__fixtures__/harness.js';
import type { Call } from './__fixtures__/stub-site.js';

/** Each was found by random histories (`../conformance/histories`). */
const { start, pass, during } = withFakeClock();
const minute = 60_000;
const lost = () => new ConnectorError('unavailable', 'no answer came in time', { outcomeUnknown: true });

/** The next call of this kind gets no answer, and is done so many milliseconds later. */
function delayNext(h: Harness, delayed: Call, milliseconds: number, act: () => void): void {
  const { before } = h.stub;
  h.stub.before = (call, subject) => {
    if (call !== delayed) return before(call, subject);
    h.stub.before = before;
    setTimeout(act, milliseconds);
    throw lost();
  };
}

describe('a create that arrives twice', () => {
  /** As a proxy does that got no answer to the first: the second is told that the log-in is taken. */
  const twice = (h: Harness) => {
    h.stub.before = (call) => {
      if (call !== 'create' || h.stub.byLogin('anna')) return;
      h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() });
    };
  };

  test('has made an account of our own, not one to be adopted gently', async () => {
    const h = await start();
    twice(h);
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    await h.addGroup('Editors', [anna]);
    await pass(5_000);
    expect(await h.link(anna)).toMatchObject({ state: 'linked', matchedBy: 'created' });
    expect(h.stub.byLogin('anna')?.roles).toContain('editor');
  });

  test('is seen by a full pass whose listing is older', async () => {
    const h = await start({ automatic: false });
    twice(h);
    const anna = await h.addUser(person('anna'));
    await during(h.orchestrator.sync('blog', { full: true }));
    expect(await h.link(anna)).toMatchObject({ state: 'linked', matchedBy: 'created' });
  });

  test('is none of ours where the account is older than the create, by seconds', async () => {
    const h = await start();
    h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() - 2_000 });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    expect(await h.link(anna)).toMatchObject({ matchedBy: 'login', withheld: expect.anything() });
  });
});

test('whoever left while a create was under way is looked for no longer than some minutes, also by passes alone', async () => {
  const h = await start({ automatic: false });
  h.stub.before = (call) => {
    if (call === 'create') throw lost();
  };
  const anna = await h.addUser(person('anna'));
  await during(h.orchestrator.sync('blog', {}));
  await h.setUser(anna, person('anna', { active: false }));
  for (let passes = 0; passes < 10; passes += 1) {
    await during(h.orchestrator.sync('blog', {}));
    await pass(30_000);
  }
  expect((await h.link(anna)).doubtful).toBeUndefined();
});

describe('what is done only after its answer was given up', () => {
  test('does not outlive a later change', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    delayNext(h, 'update', minute, () => Object.assign(h.stub.byLogin('anna')?.fields ?? {}, { title: 'Mate' }));
    await h.setUser(anna, person('anna', { title: 'Mate' }));
    await pass(500);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await pass(30_000);
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Captain');
    await pass(5 * minute);
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Captain');
    expect((await h.link(anna)).dueAt).toBeUndefined();
  });

  test('does not open the account of somebody who has left', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna', { active: true }));
    await pass(5_000);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    delayNext(h, 'reactivate', minute, () => Object.assign(h.stub.byLogin('anna') ?? {}, { active: true }));
    await h.setUser(anna, person('anna', { active: true }));
    await pass(500);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5 * minute);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });

  test('does not leave an account behind one that was found and removed', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const make = () =>
      void h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() });
    delayNext(h, 'create', minute, make);
    delayNext(h, 'create', 5_000, make);
    const anna = await h.addUser(person('anna'));
    await pass(20_000);
    expect(h.stub.byLogin('anna')).toBeDefined();
    await h.deleteUser(anna);
    await pass(5 * minute);
    expect(h.stub.byLogin('anna')).toBeUndefined();
  });

  test('does not leave one behind that has the e-mail of then', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const make = () =>
      void h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() });
    delayNext(h, 'create', minute, make);
    const anna = await h.addUser(person('anna'));
    await pass(10_000);
    await h.setUser(anna, person('anna', { emails: [{ value: 'new@example.org', primary: true }] }));
    await pass(10_000);
    expect(h.stub.byLogin('anna')?.fields.email).toBe('new@example.org');
    await h.deleteUser(anna);
    await pass(5 * minute);
    expect(h.stub.byLogin('anna')).toBeUndefined();
  });

  test('does not make a second group under the name of then', async () => {
    const h = await start({ groups: { provision: 'all', onDelete: 'delete' } });
    const make = () =>
      void h.stub.groups.connector.create?.({ name: 'Crew' }, AbortSignal.timeout(minute)).catch(() => undefined);
    delayNext(h, 'create', minute, make);
    const group = await h.addGroup('Crew');
    await pass(10_000);
    await h.renameGroup(group, 'Staff');
    await pass(10_000);
    expect((await h.link(group)).reason).toContain('name follows when');
    await pass(5 * minute);
    expect([...h.stub.groups.rows.values()].map(({ name }) => name)).toEqual(['Staff']);
  });

  test('is not taken for what a listing showed before we removed it', async () => {
    const h = await start({ automatic: false, leaving: { onDelete: 'delete' } });
    const sync = () => during(h.orchestrator.sync('blog', { full: true }));
    const make = () =>
      void h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() });
    delayNext(h, 'create', minute, make);
    const anna = await h.addUser(person('anna'));
    await sync();
    await sync();
    await h.deleteUser(anna);
    await sync();
    await pass(minute);
    await sync();
    expect(h.stub.byLogin('anna')).toBeUndefined();
  });

  test('does not leave somebody without an account who was back and inactive meanwhile', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const anna = await h.addUser(person('anna'), 'ext-1');
    await pass(5_000);
    delayNext(h, 'remove', minute, () => h.stub.rows.delete(h.stub.byLogin('anna')?.id ?? ''));
    await h.deleteUser(anna);
    await pass(500);
    const back = await h.addUser(person('anna', { active: false }), 'ext-1');
    await pass(20_000);
    await h.setUser(back, person('anna', { active: true }));
    await pass(5 * minute);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect((await h.link(back)).state).toBe('linked');
  });

  test('does not leave somebody without an account who was back before it was sent again', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const anna = await h.addUser(person('anna'), 'ext-1');
    await pass(5_000);
    delayNext(h, 'remove', minute, () => h.stub.rows.delete(h.stub.byLogin('anna')?.id ?? ''));
    await h.deleteUser(anna);
    await pass(500);
    h.stub.before = (call) => {
      if (call === 'remove') throw new ConnectorError('rate-limited', 'too many requests', { retryAfter: 5_000 });
    };
    await pass(4_000);
    h.stub.before = () => {};
    const back = await h.addUser(person('anna'), 'ext-1');
    await pass(5 * minute);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect((await h.link(back)).state).toBe('linked');
  });

  test('lets what a lost create made since then be known for ours', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const make = () =>
      void h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() });
    delayNext(h, 'create', 2 * minute, make);
    h.stub.now = Date.now();
    const anna = await h.addUser(person('anna'), 'ext-1');
    await pass(5_000);
    delayNext(h, 'remove', minute, () => h.stub.rows.delete(h.stub.byLogin('anna')?.id ?? ''));
    await h.deleteUser(anna);
    await pass(500);
    const back = await h.addUser(person('anna', { emails: [{ value: 'new@example.org', primary: true }] }), 'ext-1');
    await pass(6 * minute);
    expect(await h.link(back)).toMatchObject({ state: 'linked', matchedBy: 'created' });
    expect(h.stub.byLogin('anna')?.fields.email).toBe('new@example.org');
  });

  test('does not leave somebody without an account who is back', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const anna = await h.addUser(person('anna'), 'ext-1');
    await pass(5_000);
    delayNext(h, 'remove', minute, () => h.stub.rows.delete(h.stub.byLogin('anna')?.id ?? ''));
    await h.deleteUser(anna);
    await pass(500);
    const back = await h.addUser(person('anna'), 'ext-1');
    await pass(5 * minute);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect((await h.link(back)).state).toBe('linked');
  });
});

test('a write that was clearly refused leaves nothing in doubt', async () => {
  const h = await start();
  const anna = await h.addUser(person('anna'));
  await pass(5_000);
  h.stub.before = (call) => {
    if (call === 'update') throw new ConnectorError('invalid', 'not this title');
  };
  await h.setUser(anna, person('anna', { title: 'Captain' }));
  await pass(5_000);
  const { state, doubtful, late } = await h.link(anna);
  expect({ state, doubtful, late }).toEqual({ state: 'parked', doubtful: undefined, late: undefined });
});

test('a write that was done before the site’s rate let no more through is taken back when the directory takes it back', async () => {
  const h = await start();
  const mate = person('anna', { title: 'Mate' });
  const anna = await h.addUser(mate);
  await pass(5_000);
  h.stub.after = (call) => {
    if (call !== 'update') return;
    h.stub.after = () => {};
    throw new ConnectorError('rate-limited', 'stub: read no more.', { retryAfter: 20_000 });
  };
  await h.setUser(anna, person('anna', { title: 'Captain' }));
  await pass(5_000);
  await h.setUser(anna, mate);
  await pass(60_000);
  expect(h.stub.byLogin('anna')?.fields.title).toBe('Mate');
  expect((await h.link(anna)).doubtful).toBeUndefined();
});

describe('a listing that is older than our last write', () => {
  test.each(['observe', 'enforce'] as const)('is no word about the account (drift: %s)', async (drift) => {
    const h = await start({ drift });
    const anna = await h.addUser(person('anna', { title: 'Mate' }));
    await pass(5_000);
    h.stub.after = (call) => (call === 'list' ? new Promise((resolve) => setTimeout(resolve, 10_000)) : undefined);
    const syncing = h.orchestrator.sync('blog', { full: true });
    await pass(1_000);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await pass(2_000);
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Captain');
    await h.store.applications.update('blog', { pausedUntil: Date.now() + 30_000 });
    await h.setUser(anna, person('anna', { title: 'Mate' }));
    await during(syncing);
    await pass(minute);
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Mate');
    expect((await h.link(anna)).drift).toBeUndefined();
  });
});

test('whoever leaves after a lost create was looked for in vain is looked for again', async () => {
  const h = await start();
  const make = () =>
    void h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() });
  delayNext(h, 'create', minute, make);
  const anna = await h.addUser(person('anna'));
  await pass(500);
  h.stub.before = async (call) => {
    if (call !== 'find') return;
    h.stub.before = () => {};
    await h.setUser(anna, person('anna', { active: false }));
  };
  await pass(5 * minute);
  expect(h.stub.byLogin('anna')?.active).toBe(false);
});

test('who was deleted after a lost create was looked for in vain is found by a full pass, too', async () => {
  const h = await start({ automatic: false, leaving: { onDelete: 'delete' } });
  const sync = () => during(h.orchestrator.sync('blog', { full: true }));
  const make = () =>
    void h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() });
  delayNext(h, 'create', minute, make);
  const anna = await h.addUser(person('anna'));
  await sync();
  h.stub.before = (call) => {
    if (call === 'create') throw new ConnectorError('rate-limited', 'too many requests', { retryAfter: 5_000 });
  };
  await sync();
  h.stub.before = () => {};
  await h.deleteUser(anna);
  await pass(minute);
  await sync();
  expect(h.stub.byLogin('anna')).toBeUndefined();
});

test.each(['update', 'deactivate'] as const)(
  'a run that dies over its %s of somebody who was not due leaves them to the server',
  async (call) => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    const { record } = h.store.links;
    h.store.links.renew = async () => {};
    h.store.marks.list = async () => [];
    await h.setUser(anna, person('anna', { title: 'Mate', active: call === 'update' }));
    h.stub.after = (made) => {
      if (made === call) h.store.links.record = () => new Promise(() => {});
    };
    void h.orchestrator.sync('blog', { userNames: ['anna'] });
    await pass(5_000);
    expect((await h.link(anna)).doubtful).toBe(call);
    h.stub.after = () => {};
    h.store.links.record = record;
    await pass(2 * minute);
    expect((await h.link(anna)).doubtful).toBeUndefined();
  },
);

test('an account that is made between two look-ups for it is our own', async () => {
  const h = await start();
  h.stub.before = (call) => {
    if (call === 'create') throw lost();
  };
  h.stub.after = (call, subject) => {
    if (call !== 'find' || subject !== 'anna') return;
    h.stub.after = () => {};
    h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA' }, { born: Date.now() });
  };
  const anna = await h.addUser(person('anna'));
  await pass(10_000);
  expect(await h.link(anna)).toMatchObject({ state: 'linked', matchedBy: 'created' });
});

describe('a create that is sent again while the first may still be done', () => {
  const email = (value: string) => ({ emails: [{ value, primary: true }] });

  test('is the same in all by which an account is found, so that the first is known for ours', async () => {
    const h = await start();
    // Only the first is ever done.
    h.stub.before = (call) => {
      if (call === 'create') throw lost();
    };
    const place = () => void h.stub.place({ login: 'anna', email: 'anna@example.org' }, { born: Date.now() });
    delayNext(h, 'create', 20_000, place);
    const anna = await h.addUser(person('anna'));
    await pass(100);
    await h.setUser(anna, person('anna', email('new@example.org')));
    await pass(5 * minute);
    expect(await h.link(anna)).toMatchObject({ state: 'linked', matchedBy: 'created' });
    expect(h.stub.byLogin('anna')?.fields).toMatchObject({ email: 'new@example.org' });
  });

  test('is another one where the first is refused', async () => {
    const h = await start();
    h.stub.place({ login: 'ben', email: 'ben@example.org' });
    delayNext(h, 'create', minute, () => {});
    const anna = await h.addUser(person('anna', email('ben@example.org')));
    await pass(200);
    await h.setUser(anna, person('anna', email('anna@example.org')));
    await pass(minute);
    expect(await h.link(anna)).toMatchObject({ state: 'linked', matchedBy: 'created' });
    expect(h.stub.byLogin('anna')?.fields).toMatchObject({ email: 'anna@example.org' });
  });
});
