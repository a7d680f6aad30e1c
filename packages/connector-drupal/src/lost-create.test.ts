import { randomUUID } from 'node:crypto';
import { type ApplicationPolicy, createMemoryStore, createOrchestrator, defaultPolicy } from '@linkspan/core';
import { expect, onTestFinished, test } from 'vitest';
import connector from './index.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { usersPath } from './testing/test-site.js';

const log = { debug() {}, info() {}, warn() {} };
const scope = { directory: 'main', client: 'idp' };

async function start(options: { readonly companion: boolean }, policy: Partial<ApplicationPolicy> = {}) {
  const { site, fake } = await startFakeTestSite(options);
  const store = createMemoryStore();
  const application = { name: 'intranet', directory: 'main', module: connector, connector: site.connect() };
  const orchestrator = createOrchestrator({
    store,
    log,
    applications: [{ ...application, credentials: 'first', policy: { ...defaultPolicy, automatic: false, ...policy } }],
  });
  await orchestrator.start();
  onTestFinished(async () => {
    await orchestrator.stop();
    await site.stop();
  });
  const id = randomUUID();
  const resource = { userName: 'anna', active: true, emails: [{ value: 'anna@mail.example', primary: true }] };
  const journal = { actor: 'client:idp', action: 'test', directory: 'main', resourceType: 'User', resourceId: id };
  await store.resources.commit({ scope, type: 'User', id, expectVersion: 0, resource, marks: [], journal });
  const link = () => store.links.find('intranet', id);
  return { fake, orchestrator, id, link };
}

test.each([{ companion: false }, { companion: true }])(
  'an account that was made, but could not be read afterwards, is known for ours: %j',
  async (options) => {
    const { fake, orchestrator, id, link } = await start(options);
    fake.inject({
      trouble: { kind: 'instead', status: 503, body: '' },
      when: ({ method, url }) => method === 'GET' && url.pathname.startsWith(`${usersPath}/`),
      times: 3,
    });
    await orchestrator.sync('intranet', { full: true });
    expect((await link())?.state).toBe('creating');
    await orchestrator.sync('intranet', { full: true });
    expect(await link()).toMatchObject({ state: 'linked', matchedBy: 'created' });
    expect((await link())?.withheld).toBeUndefined();
    const made = [...fake.users.values()].filter(({ name }) => name === 'anna');
    expect(made.map(({ externalId }) => externalId)).toEqual([options.companion ? id : null]);
  },
);

test('with the companion an operator may have an account found by its external id, whatever its name is now', async () => {
  const correlation = [{ scim: 'id', remote: 'linkspan_external_id', onMatch: 'adopt' as const }];
  const { fake, orchestrator, id, link } = await start({ companion: true }, { correlation });
  const { id: account } = fake.addUser({ name: 'countess', mail: 'ada@old.example', status: true, externalId: id });
  await orchestrator.sync('intranet', { full: true });
  expect(await link()).toMatchObject({ state: 'linked', accountId: account, matchedBy: 'linkspan_external_id' });
});
