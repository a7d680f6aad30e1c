import { expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { withFakeClock } from './__fixtures__/fake-clock.js';
import { createFakeSealing } from './__fixtures__/fake-sealing.js';
import { person } from './__fixtures__/harness.js';

const { start, pass } = withFakeClock();
const place = { application: 'blog', directory: 'main', type: 'User' };

test('after an update whose answer was lost a password is sent when an earlier one cannot come late any more', async () => {
  const h = await start({ passwords: true }, { sealing: createFakeSealing() });
  const anna = await h.addUser(person('anna'));
  await pass(5_000);
  h.stub.before = (call) => {
    if (call !== 'update') return;
    h.stub.before = () => undefined;
    // Done late, when the next password is there already.
    setTimeout(() => Object.assign(h.stub.byLogin('anna')?.fields ?? {}, { password: 'first' }), 120_000);
    throw new ConnectorError('unavailable', 'no answer came in time', { outcomeUnknown: true });
  };
  await h.put(anna, person('anna', { password: 'first' }));
  await pass(1_000);
  await h.put(anna, person('anna', { password: 'second' }));
  await pass(100_000);
  expect(h.stub.byLogin('anna')?.fields.password).toBeUndefined();
  expect((await h.link(anna)).reason).toContain('its password follows when a write whose answer was lost');
  await pass(200_000);
  expect(h.stub.byLogin('anna')?.fields.password).toBe('second');
  expect(await h.store.passwords.listWaiting(place, [anna])).toEqual([]);
});

test('a create whose answer was lost and that was done needs its password once more, and nobody makes a second account', async () => {
  const h = await start({ passwords: true }, { sealing: createFakeSealing() });
  h.stub.after = (call) => {
    if (call !== 'create') return;
    h.stub.after = () => undefined;
    throw new ConnectorError('unavailable', 'no answer came in time', { outcomeUnknown: true });
  };
  const { id } = JSON.parse(await h.send('POST', '/Users', person('anna', { password: 'S3cret' })));
  await pass(400_000);
  expect(h.stub.calls.filter((call) => call.startsWith('create'))).toHaveLength(1);
  expect(h.stub.byLogin('anna')?.fields.password).toBe('S3cret');
  const link = await h.link(id);
  expect(link).toMatchObject({ state: 'linked', matchedBy: 'created' });
  expect(JSON.stringify(link)).not.toContain('S3cret');
  expect(await h.store.passwords.listWaiting(place, [id])).toEqual([]);
});

test('an adopted account keeps its password until a person approves', async () => {
  const h = await start({ passwords: true }, { sealing: createFakeSealing() });
  h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'ANNA', password: 'her own' });
  const { id } = JSON.parse(await h.send('POST', '/Users', person('anna', { password: 'S3cret' })));
  await pass(400_000);
  expect((await h.link(id)).withheld).toHaveProperty('password', null);
  expect(h.stub.byLogin('anna')?.fields.password).toBe('her own');
  expect(await h.store.passwords.listWaiting(place, [id])).toHaveLength(1);
  await h.orchestrator.approve('blog', { userName: 'anna' });
  await pass(5_000);
  expect(h.stub.byLogin('anna')?.fields.password).toBe('S3cret');
  expect(await h.store.passwords.listWaiting(place, [id])).toEqual([]);
});

test('whoever is made first and put into the group of the application after gets it, and nobody else does', async () => {
  const h = await start(
    { passwords: true, scope: { groups: ['Staff'], nested: true } },
    { sealing: createFakeSealing() },
  );
  const staff = await h.addGroup('Staff');
  const make = async (name: string) =>
    JSON.parse(await h.send('POST', '/Users', person(name, { password: `${name}-S3cret` }))).id;
  const [anna, ben] = [await make('anna'), await make('ben')];
  await pass(3_000_000);
  expect(h.stub.rows.size).toBe(0);
  await h.changeMembers(staff, [anna]);
  await pass(5_000);
  expect(h.stub.byLogin('anna')?.fields.password).toBe('anna-S3cret');
  expect(await h.store.passwords.listWaiting(place, [ben])).toHaveLength(1);
  await pass(600_000);
  expect(await h.store.passwords.listWaiting(place, [anna, ben])).toEqual([]);
  expect(await h.link(ben)).toMatchObject({ state: 'new' });
  expect((await h.link(ben)).dueAt).toBeUndefined();
});
