import { runChecks } from '@linkspan/core';
import { rejection, signal, testConnector, usersOf } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import connector from './index.js';
import { startReceiver } from './testing/companion/start-receiver.js';
import { companionHarnessFor } from './testing/companion-harness.js';
import { companionRows } from './testing/companion-rows.js';
import { connectorRows } from './testing/connector-rows.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { leftOut } from './testing/harness.js';

const { site, fake } = await startFakeTestSite({ companion: true });
const { cases, skipped } = await testConnector(connector, companionHarnessFor(site, fake));

afterAll(() => site.stop());

describe('a site with the companion', () => {
  beforeEach(() => site.reset());
  test.each(companionRows)('$name', ({ run }) => run(site));

  // Those that say what there is without it have nothing to say here.
  test.each(connectorRows.filter(({ name }) => !/without the companion|see roles/.test(name)))('$name', ({ run }) =>
    run(site),
  );
});

describe('and the contract', () => {
  test('no case is left out but those about heirs', () => {
    expect(skipped.map(({ name }) => name)).toEqual(leftOut);
  });
  test.each(cases)('$name', ({ run }) => run());
});

test('without the companion an external id is not sent, and changes are not told', async () => {
  const plain = await startFakeTestSite();
  const { create, changes } = usersOf(plain.site.connect());
  const account = await create({ name: 'anna', linkspan_external_id: 'x' }, signal);
  expect(account.fields).not.toHaveProperty('linkspan_external_id');
  const { kind, message } = await rejection(changes(undefined, signal));
  expect([kind, message]).toEqual(['unsupported', expect.stringContaining('Install the companion')]);
  await plain.site.stop();
});

test('only a connection that knows the secret takes the companion’s webhooks', () => {
  expect(site.connect().webhook).toBeUndefined();
  const { webhook } = site.connect({ companion: { webhookSecret: 'a shared long secret' } });
  expect(webhook?.receive({ headers: {}, body: new Uint8Array() })).toBeUndefined();
});

test('a companion whose permission the service account lacks is told by the checks, and everything else goes on', async () => {
  const plain = await startFakeTestSite();
  const refusal = '{"message":"The following permissions are required: \'use linkspan companion\'."}';
  const headers = { 'content-type': 'application/json' };
  plain.fake.inject({
    trouble: { kind: 'instead', status: 403, body: refusal, headers },
    when: ({ url }) => url.pathname.startsWith('/linkspan'),
    times: 100,
  });
  const results = await runChecks(plain.site.connect().checks, { signal });
  expect(results.at(-1)).toMatchObject({
    id: 'companion',
    status: 'warning',
    hint: expect.stringContaining('use linkspan companion'),
  });
  const { create } = usersOf(plain.site.connect());
  expect((await create({ name: 'anna', linkspan_external_id: 'x' }, signal)).fields.name).toBe('anna');
  await plain.site.stop();
});

test('the fake tells of a change as the companion does: signed, again until it is taken, and of whatever makes it', async () => {
  const { site: other, fake: another } = await startFakeTestSite({ companion: true });
  const receiver = await startReceiver();
  onTestFinished(async () => {
    receiver.close();
    await other.stop();
  });
  another.settings.webhook = { url: receiver.url, secret: 'shared by both of them' };
  receiver.status = 503;
  const { id } = another.addUser({ name: 'anna', status: true });
  another.changeUser(id, (user) => {
    user.mail = 'anna@mail.example';
  });
  const [first, again] = [await receiver.next(), await receiver.next()];
  receiver.status = 202;
  expect(again.headers['linkspan-delivery']).toBe(first.headers['linkspan-delivery']);
  const { webhook } = other.connect({ companion: { webhookSecret: 'shared by both of them' } });
  expect(webhook?.receive(again)).toBeDefined();
  another.removeUser(id);
  expect(JSON.parse((await receiver.next()).body.toString())).toMatchObject({ last: 2 });
});
