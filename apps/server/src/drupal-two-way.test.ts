import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FakeDrupal, startFakeDrupal } from '@linkspan/connector-drupal/fake';
import { miniOrangeCases } from '@linkspan/connector-drupal/replay';
import { startFakeWordPress } from '@linkspan/connector-wordpress/fake';
import { expect, it, onTestFinished } from 'vitest';
import { syncFrom } from './cli/sync-from.js';
import { withOperatorHost } from './cli/with-operator-host.js';
import { createTestTerminal } from './testing/create-test-terminal.js';
import { startTestServer, testToken } from './testing/start-test-server.js';

const limit = { timeout: 60_000 };
const until = <Value>(read: () => Value) => expect.poll(read, { timeout: 20_000, interval: 50 });

const page = readFileSync(new URL('../../../docs/operators/drupal.md', import.meta.url), 'utf8');
const [, , part = ''] = /^## (Drupal as the side that pushes)$([\s\S]*?)^## /m.exec(page) ?? [];
const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(part) ?? [];

interface Edit {
  readonly [attribute: string]: unknown;
  readonly roles?: readonly string[];
}

/** As an administrator does it on Drupal's pages. */
async function inDrupal(drupal: FakeDrupal, method: 'POST' | 'PATCH' | 'DELETE', id: string, edit: Edit = {}) {
  const { roles, ...attributes } = edit;
  const given = roles?.map((role) => ({ type: 'user_role--user_role', id: drupal.roles.get(role)?.id }));
  const data = { type: 'user--user', id, attributes, ...(given && { relationships: { roles: { data: given } } }) };
  const response = await fetch(`${drupal.url}/jsonapi/user/user${method === 'POST' ? '' : `/${id}`}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`admin:${drupal.adminPassword}`).toString('base64')}`,
      'content-type': 'application/vnd.api+json',
    },
    ...(method !== 'DELETE' && { body: JSON.stringify({ data }) }),
  });
  expect([response.ok, await response.text()]).toEqual([true, expect.anything()]);
}

/** The page's own configuration, on sites of our own. */
async function start() {
  const [drupal, wordpress] = await Promise.all([startFakeDrupal({ companion: true }), startFakeWordPress()]);
  onTestFinished(async () => {
    await drupal.stop();
    await wordpress.stop();
  });
  const here = yaml
    .replace('https://intranet.example.com', drupal.url)
    .replace('https://blog.example.com', wordpress.url)
    .replace('connector-drupal"\napplications', 'connector-drupal"\n    tokens: [{ env: IDP_TOKEN }]\napplications');
  const environment = {
    INTRANET_PASSWORD: drupal.password,
    INTRANET_WEBHOOK_SECRET: 'a-secret-of-the-webhook',
    BLOG_PASSWORD: wordpress.applicationPassword,
  };
  const prepare = (folder: string) => writeFileSync(join(folder, 'linkspan.yaml'), here);
  const server = await startTestServer({}, { environment, prepare });
  const { orchestrator, store } = server.host.parts;
  await until(async () => (await store.applications.get('intranet')).back?.User?.baseline).toBe(true);
  const created = await fetch(`${server.url}/scim/intranet/v2/Groups`, {
    method: 'POST',
    headers: { authorization: `Bearer ${testToken}`, 'content-type': 'application/scim+json' },
    body: '{"displayName":"Editors"}',
  });
  expect(created.status).toBe(201);
  const there = (username: string) => [...wordpress.users.values()].find((user) => user.login === username);
  const person = async (userName: string) => {
    const query = { type: 'User', startIndex: 1, count: 10 };
    const { resources } = await store.resources.query({ directory: 'main', client: 'intranet' }, query);
    return resources.find(({ attributes }) => attributes.userName === userName)?.attributes;
  };
  return { drupal, there, person, server, pull: () => orchestrator.pull('intranet'), environment };
}

const anna = '1f4c0b54-6a3f-4d7e-9a52-0c2f0f6a7b11';
const bert = '2a5d1c65-7b40-4e8f-8b63-1d3a1a7b8c22';
const newcomer = (name: string) => ({
  name,
  mail: `${name}@mail.example`,
  status: true,
  field_first_name: name.toUpperCase(),
  roles: ['editor'],
});

it(
  'who is made, changed, renamed, given roles, blocked, let in and deleted in Drupal is so in WordPress, as its guide says',
  limit,
  async () => {
    const { drupal, there, person, pull } = await start();
    await inDrupal(drupal, 'POST', anna, newcomer('anna'));
    await pull();
    await until(() => there('anna')).toMatchObject({
      email: 'anna@mail.example',
      firstName: 'ANNA',
      roles: ['editor'],
    });

    await inDrupal(drupal, 'PATCH', anna, { mail: 'new@mail.example', field_first_name: 'Anna' });
    await pull();
    await until(() => there('anna')).toMatchObject({ email: 'new@mail.example', firstName: 'Anna' });

    await inDrupal(drupal, 'PATCH', anna, { name: 'annika', roles: [] });
    await pull();
    await until(() => there('anna')?.roles).toEqual(['subscriber']);
    await inDrupal(drupal, 'PATCH', anna, { roles: ['editor'] });
    await pull();
    await until(() => there('anna')?.roles).toEqual(['editor']);
    await until(() => person('annika')).toMatchObject({ userName: 'annika' });

    await inDrupal(drupal, 'PATCH', anna, { status: false });
    await pull();
    await until(() => there('anna')?.roles).toEqual([]);
    await inDrupal(drupal, 'PATCH', anna, { status: true });
    await pull();
    await until(() => there('anna')?.roles).toEqual(['editor']);

    drupal.settings.cancelMethod = 'user_cancel_delete';
    await inDrupal(drupal, 'DELETE', anna);
    await pull();
    await until(() => there('anna')?.roles).toEqual([]);
  },
);

it('whom miniOrange’s module has pushed as well is one person, of that very account', limit, async () => {
  const { drupal, there, person, server, pull } = await start();
  await inDrupal(drupal, 'POST', anna, newcomer('anna'));
  const [create] = miniOrangeCases.filter(({ id }) => id === 'C1a');
  const body = { ...(create?.request.body as object), externalId: anna, userName: 'anna', displayName: 'anna' };
  const pushed = await fetch(`${server.url}/scim/intranet/v2/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${testToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { id } = (await pushed.json()) as { readonly id: string };
  await pull();
  const { links } = server.host.parts.store;
  await until(() => links.find('intranet', id)).toMatchObject({ state: 'linked', accountId: anna });
  await until(() => there('anna')?.roles).toEqual(['editor']);
  await inDrupal(drupal, 'PATCH', anna, { name: 'annika' });
  await pull();
  await until(() => person('annika')).toMatchObject({ userName: 'annika' });
  expect(await person('anna')).toBeUndefined();
  expect(drupal.users.get(anna)?.roles).toEqual(['editor']);
});

it('by hand it is done for the people who are named, and for nobody else', limit, async () => {
  const { drupal, there, server, environment } = await start();
  await server.stop();
  await inDrupal(drupal, 'POST', anna, newcomer('anna'));
  await inDrupal(drupal, 'POST', bert, newcomer('bert'));
  const terminal = {
    ...createTestTerminal(),
    folder: server.folder,
    environment: { PORT: '0', IDP_TOKEN: testToken, ...environment },
  };
  const sync = (...people: string[]) =>
    withOperatorHost(terminal, (host) => syncFrom(terminal, host, 'intranet', people, {}));
  expect([await sync('bert'), there('bert')?.roles, there('anna')]).toEqual([0, ['editor'], undefined]);
  expect([await sync(), there('anna')?.roles]).toEqual([0, ['editor']]);
});
