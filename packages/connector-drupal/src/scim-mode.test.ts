import { createConnectorContext, runChecks } from '@linkspan/core';
import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import connector from './index.js';
import { configByMode } from './scim-mode-config.js';
import { startScimServer } from './testing/start-scim-server.js';

const server = await startScimServer();
afterAll(() => server.stop());

const log = { debug: () => {}, info: () => {}, warn: () => {} };

function connect(more: object = {}) {
  const { url, token } = server;
  const config = configByMode.parse({ mode: 'scim', url, token, profile: 'miniorange-premium', ...more });
  const disposal = new AbortController();
  onTestFinished(() => disposal.abort());
  const context = createConnectorContext({ name: 'drupal', log, signal: disposal.signal });
  const connected = connector.connect?.(config, context);
  if (connected === undefined) throw new Error('the connector does not connect');
  return connected;
}

let people = 0;
async function givePerson() {
  people += 1;
  const users = usersOf(connect({ deprovision: 'deactivate' }));
  const fields = { name: `person${people}`, mail: `person${people}@mail.example` };
  return { users, fields, account: await users.create(fields, signal) };
}

test.each([
  ['deactivate', ['create', 'deactivate', 'find', 'get', 'list', 'reactivate', 'update']],
  ['delete', ['create', 'find', 'get', 'list', 'remove', 'update']],
] as const)('a module that is set to %s can %j, and has no groups', (deprovision, methods) => {
  const connected = connect({ deprovision });
  expect(Object.keys(usersOf(connected)).sort()).toEqual(methods);
  expect(connected.groups).toBeUndefined();
});

test('its checks say what it cannot do, and that nobody has tried it', async () => {
  const results = await runChecks(connect().checks, { signal });
  expect(results.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'sign-in passed',
    'profile warning',
    'fields warning',
    'create passed',
    'deactivate warning',
    'hearsay warning',
  ]);
  expect(results[2]?.hint).toContain('[{ remote: timezone, drop: true }, { remote: preferred_langcode, drop: true }]');
  expect(results.at(-1)?.hint).toContain('never tried');
});

test('a token that is wrong is told by the checks', async () => {
  const [first] = await runChecks(connect({ token: 'another' }).checks, { signal });
  expect(first).toMatchObject({ id: 'sign-in', status: 'failed' });
});

test('who is created is found by name and e-mail, and by nobody’s external id', async () => {
  const { users, fields, account } = await givePerson();
  expect(account).toMatchObject({ fields, active: true, privileged: true });
  expect((await users.find({ remote: 'name', value: fields.name }, signal))?.id).toBe(account.id);
  expect((await users.find({ remote: 'mail', value: fields.mail }, signal))?.id).toBe(account.id);
  expect(await users.find({ remote: 'linkspan_external_id', value: 'x' }, signal)).toBeUndefined();
});

test('the external id, for which it has no place, is left out of a create', async () => {
  const users = usersOf(connect());
  await users.create({ name: 'extra', mail: 'extra@mail.example', linkspan_external_id: 'x-1' }, signal);
  const [create] = server.requests.filter(({ method, body }) => method === 'POST' && body.includes('extra'));
  expect(create?.body).not.toContain('x-1');
});

test('who is there already is not overwritten', async () => {
  const { users, fields } = await givePerson();
  const refused = await rejection(users.create({ ...fields, name: 'somebody' }, signal));
  expect([refused.kind, refused.field]).toEqual(['conflict', 'mail']);
});

test.each([
  ['mail', 'new@mail.example'],
  ['name', 'renamed'],
  ['field_first_name', 'Anna'],
])('a change of %s is refused, before anything is sent', async (field, value) => {
  const { users, account } = await givePerson();
  const sent = server.requests.length;
  const refused = await rejection(users.update(refer(account), change({ set: { [field]: value } }), signal));
  expect([refused.kind, refused.field]).toEqual(['unsupported', field]);
  expect(refused.message).toMatch(/^drupal: /);
  expect(server.requests).toHaveLength(sent);
});

test('a leaver is deactivated, and activated again', async () => {
  const { users, account } = await givePerson();
  const left = await users.deactivate(refer(account), signal);
  expect(left.active).toBe(false);
  expect(await users.reactivate(refer(left), signal)).toMatchObject({ id: account.id, active: true });
});

test('set to delete, a deletion is one', async () => {
  const { account } = await givePerson();
  const users = usersOf(connect());
  expect(await users.remove(refer(account), {}, signal)).toEqual({ kind: 'removed' });
  expect((await rejection(users.get(account.id, signal))).kind).toBe('not-found');
});
