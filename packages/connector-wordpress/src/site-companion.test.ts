import { createConnectorContext } from '@linkspan/core';
import { refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createApi } from './api.js';
import { config } from './config.js';
import { createSiteCompanion } from './site-companion.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { givePerson } from './testing/test-site.js';

const { site, fake } = await startFakeTestSite({ companion: true });

beforeEach(() => site.reset());
afterAll(() => site.stop());

const silent = { debug: () => {}, info: () => {}, warn: () => {} };

function companionAt(now: () => number) {
  const { url, username, password } = site;
  const context = createConnectorContext({ name: 'wordpress', log: silent, signal });
  return createSiteCompanion(createApi(config.parse({ url, username, password }), context), now);
}

test('a companion is asked for once in five minutes, and so is whether there is one, without credentials', async () => {
  let now = 0;
  for (const installed of [true, false]) {
    const probesSince = (start: number) => {
      const isProbe = ({ route, query }: (typeof fake.requests)[number]) =>
        installed ? route === '/linkspan/v1' : route === '/' && query.get('_fields')?.includes('home');
      const asked = fake.requests.slice(start).filter(isProbe);
      if (!installed) expect(asked.every(({ authorization }) => authorization === undefined)).toBe(true);
      return asked.length;
    };
    fake.setCompanion(installed);
    const companion = companionAt(() => now);
    const start = fake.requests.length;
    await companion.find({ remote: 'username', value: 'admin' }, signal);
    await companion.owned('1', signal);
    expect(probesSince(start)).toBe(1);
    now += 299_999;
    await companion.describe(signal);
    expect(probesSince(start)).toBe(1);
    now += 1;
    await companion.describe(signal);
    expect(probesSince(start)).toBe(2);
  }
});

test('one that is taken away is missed at once: the site is used as without it, and it is found again when it is back', async () => {
  const { get, find, deactivate, reactivate, changes } = usersOf(site.connect());
  const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
  await find({ remote: 'username', value: 'anna' }, signal);
  fake.setCompanion(false);
  expect((await find({ remote: 'username', value: 'anna' }, signal))?.id).toBe(id);
  const before = await get(id, signal);
  const left = await deactivate(refer(before), signal);
  expect(left).toMatchObject({ active: false, fields: { roles: [] }, remaining: [expect.stringContaining('e-mail')] });
  expect((await rejection(changes(undefined, signal))).kind).toBe('unsupported');
  expect(await reactivate(refer(left, before.memo), signal)).toMatchObject({ fields: { roles: ['editor'] } });
});

test('what answers in the place of a companion is not taken for one', async () => {
  const when = ({ route }: { readonly route: string }) => route === '/linkspan/v1';
  fake.inject({ trouble: { kind: 'instead', status: 200, body: '{"hello":"world"}' }, when });
  const { find } = usersOf(site.connect());
  const error = await rejection(find({ remote: 'username', value: 'admin' }, signal));
  expect([error.kind, error.message]).toEqual(['unavailable', expect.stringContaining('ask for its companion')]);
});

test('a service account that the companion does not answer is told which right it lacks', async () => {
  await site.setServiceRole('subscriber');
  const error = await rejection(companionAt(Date.now).describe(signal));
  expect([error.kind, error.message]).toEqual(['unsupported', expect.stringContaining('edit_users and list_users')]);
});

test('a feed of many changes is read to its end, in order', async () => {
  const { changes } = usersOf(site.connect());
  let { checkpoint } = await changes(undefined, signal);
  const user = fake.users.get(site.adminId);
  for (let n = 0; n < 501; n += 1) {
    fake.edit('ada', () => {
      if (user !== undefined) user.firstName = `Name ${n}`;
    });
  }
  const sizes: number[] = [];
  for (let more = true; more; ) {
    const page = await changes(checkpoint, signal);
    sizes.push(page.items.length);
    ({ checkpoint, more } = page);
    expect(page.complete).toBe(true);
  }
  expect(sizes).toEqual([500, 1]);
});
