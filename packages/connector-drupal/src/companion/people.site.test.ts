import { companionSchema } from '@linkspan/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logIn, submitForm } from '../testing/companion/browser.js';
import { credentials, secondPassword, startCompanionSite } from '../testing/companion/companion-site.js';
import { errorsSchema, rolesSchema } from '../testing/companion/shapes.js';

const site = await startCompanionSite();
const ada = await site.createPerson({ name: 'Ada', mail: 'Ada@Mail.example', linkspan_external_id: 'Ext_1' });
const find = (query: string) => site.companion(`/users?${query}`);

afterAll(() => site.stop());

describe('the companion', () => {
  test('says what it is and what it can', async () => {
    const said = await site.ask(companionSchema, '/');
    expect(said).toMatchObject({ companion: 1, version: '0.1.0', webhook: false });
    expect(said.features.toSorted()).toEqual(
      ['external-id', 'suspend', 'lookup', 'feed', 'webhook', 'roles', 'owned', 'protect'].toSorted(),
    );
    expect(said.site).toBe(await site.php("return \\Drupal::config('system.site')->get('uuid');"));
  });

  test('protects nobody, and says so, where no service account is named', async () => {
    const name = (text: string) =>
      site.php(
        `\\Drupal::configFactory()->getEditable('linkspan.settings')->set('service_account', '${text}')->save();`,
      );
    await name('nobody of this name');
    expect((await site.ask(companionSchema, '/')).features).not.toContain('protect');
    expect(await site.php("return array_keys(\\Drupal::service('system.manager')->listRequirements());")).toContain(
      'linkspan_service_account',
    );
    await name('2');
    expect((await site.ask(companionSchema, '/')).features).toContain('protect');
    await name('linkspan');
  });

  test('has no address that miniOrange would swallow', async () => {
    const routes = await site.php(`
      $routes = \\Drupal::service('router.route_provider')->getAllRoutes();
      return array_values(array_filter(array_map(fn ($route) => $route->getPath(), iterator_to_array($routes)), fn ($path) => str_contains($path, 'linkspan')));`);
    expect(routes).toHaveLength(8);
    expect(String(routes).toLowerCase()).not.toContain('/scim');
  });
});

describe('whoever may not administer people gets nothing', () => {
  const routes = [
    ['GET', '/'],
    ['GET', '/changes'],
    ['GET', '/users?login=Ada'],
    ['GET', `/users/${ada.id}/owned`],
    ['PUT', `/users/${ada.id}/suspended`],
    ['GET', '/roles'],
    ['POST', '/flush'],
  ] as const;
  let half: string;

  beforeAll(async () => {
    const { name } = await site.createPerson();
    half = credentials({ name, password: secondPassword });
    await site.php(`
      \\Drupal\\user\\Entity\\Role::load('authenticated')->grantPermission('use linkspan companion')->save();`);
  });

  test.each(routes)('%s %s', async (method, path) => {
    const body = method === 'PUT' ? { suspended: true } : undefined;
    const answers = [];
    for (const as of [null, half]) answers.push(await site.request(method, `/linkspan/v1${path}`, body, as));
    expect(answers).toEqual([
      { status: 401, json: { message: expect.any(String) } },
      { status: 403, json: { message: expect.any(String) } },
    ]);
  });

  test('a wrong password is refused, and no empty answer', async () => {
    const wrong = credentials({ name: 'linkspan', password: 'wrong' });
    const { status } = await site.request('GET', '/linkspan/v1/changes', undefined, wrong);
    expect([401, 403]).toContain(status);
  });

  test("an administrator's session may read, and writes only with a token", async () => {
    const cookie = (await logIn(site, site.admin.username, site.admin.password)) ?? '';
    const as = (method: string, headers: Record<string, string>) =>
      fetch(`${site.url}/linkspan/v1/${method === 'POST' ? 'flush' : 'roles'}`, {
        method,
        headers: { cookie, ...headers },
      });
    expect((await as('GET', {})).status).toBe(200);
    expect((await as('POST', {})).status).toBe(403);
    const token = await (await fetch(`${site.url}/session/token`, { headers: { cookie } })).text();
    expect((await as('POST', { 'X-CSRF-Token': token })).status).toBe(200);
  });
});

describe('an account is found', () => {
  test.each(['login=Ada', 'login=ada', 'email=Ada@Mail.example', 'email=ada@mail.example', 'externalId=Ext_1'])(
    'by %s',
    async (query) => expect((await find(query)).json).toEqual({ items: [ada.id] }),
  );

  test.each([
    'login=Ad',
    'login=A%25',
    'login=Ad_',
    'email=mail.example',
    'externalId=ext_1',
    'externalId=Ext%251',
    'externalId=',
    'login=',
  ])('not by %s', async (query) => expect((await find(query)).json).toEqual({ items: [] }));

  test.each(['', 'name=Ada', 'login=Ada&email=Ada@Mail.example', 'login[]=Ada'])(
    'and a question is refused: %s',
    async (query) => expect((await find(query)).status).toBe(400),
  );

  test('also when it is blocked', async () => {
    const { id, name } = await site.createPerson({ status: false });
    expect((await find(`login=${name}`)).json).toEqual({ items: [id] });
  });
});

describe('the external id', () => {
  test('is a field of JSON:API: it comes with a create, and can be asked for', async () => {
    const filtered = await site.request('GET', '/jsonapi/user/user?filter[linkspan_external_id]=Ext_1');
    expect(filtered.json).toMatchObject({ data: [{ id: ada.id, attributes: { linkspan_external_id: 'Ext_1' } }] });
  });

  test('belongs to one account', async () => {
    const { id } = await site.createPerson({ linkspan_external_id: 'ext_1' });
    const { status, json } = await site.patch(id, { linkspan_external_id: 'Ext_1' });
    expect(status).toBe(422);
    expect(errorsSchema.parse(json).errors.map(({ source }) => source?.pointer)).toEqual([
      '/data/attributes/linkspan_external_id',
    ]);
    expect((await site.patch(ada.id, { linkspan_external_id: 'Ext_1' })).status).toBe(200);
  });

  test('belongs to one account also where three ask for it at once', async () => {
    const people = [await site.createPerson(), await site.createPerson(), await site.createPerson()];
    const answers = await site.slowly(() =>
      Promise.all(people.map(({ id }) => site.patch(id, { linkspan_external_id: 'wanted' }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  });

  test('can be taken away, from any number of accounts', async () => {
    const people = [await site.createPerson(), await site.createPerson()];
    for (const { id } of people) expect((await site.patch(id, { linkspan_external_id: null })).status).toBe(200);
  });

  test('is nobody else’s business, not even the person’s own', async () => {
    const own = credentials({ name: ada.name, password: secondPassword });
    const { json } = await site.request('GET', `/jsonapi/user/user/${ada.id}`, undefined, own);
    expect(JSON.stringify(json)).toContain(ada.id);
    expect(JSON.stringify(json)).not.toContain('linkspan_external_id');
    expect((await site.patch(ada.id, { linkspan_external_id: 'mine' }, own)).status).toBe(403);
    const filter = '/jsonapi/user/user?filter[linkspan_external_id]=Ext_1';
    expect((await site.request('GET', filter, undefined, own)).status).toBe(403);
  });
});

test('what an account owns is counted, whoever may see it', async () => {
  const { id, uid } = await site.createPerson();
  const owned = async (of: string) => (await site.companion(`/users/${of}/owned`)).json;
  expect(await owned(id)).toEqual({ count: 0, of: expect.stringContaining('content items') });
  await site.php(`
    foreach ([1, 0, 0] as $status) {
      \\Drupal\\node\\Entity\\Node::create(['type' => 'page', 'title' => 'Words', 'uid' => ${uid}, 'status' => $status])->save();
    }`);
  expect(await owned(id)).toEqual({ count: 3, of: expect.stringContaining('content items') });
  expect(await owned(ada.id)).toEqual({ count: 0, of: expect.stringContaining('content items') });
});

test('roles are told with their id, and whether they give power over others or the site', async () => {
  await site.php("\\Drupal\\user\\Entity\\Role::load('contributor')->grantPermission('administer modules')->save();");
  await site.php("\\Drupal\\user\\Entity\\Role::load('publisher')->grantPermission('administer permissions')->save();");
  const { items } = rolesSchema.parse((await site.companion('/roles')).json);
  expect(items.map(({ key, name, privileged }) => `${key} ${name} ${privileged}`).sort()).toEqual([
    'administrator Administrator true',
    'blind Blind true',
    'contributor Contributor true',
    'editor Editor false',
    'linkspan Linkspan true',
    'powerless Powerless false',
    'publisher Publisher true',
  ]);
  for (const { key, id } of items.slice(0, 2)) expect(id).toBe(await site.roleId(key));
});

test.each([
  ['GET', 'owned', undefined, 'no-such-account', 404],
  ['PUT', 'suspended', { suspended: true }, 'no-such-account', 404],
  ['PUT', 'suspended', { suspended: 'yes' }, ada.id, 400],
  ['PUT', 'suspended', undefined, ada.id, 400],
  ['DELETE', 'suspended', undefined, ada.id, 405],
])('%s %s of what is not there or not said is refused', async (method, what, body, id, status) => {
  const answer = await site.request(method, `/linkspan/v1/users/${id}/${what}`, body);
  expect(answer).toEqual({ status, json: { message: expect.any(String) } });
});

test('the settings are made on a page, which knows whether there is such an account', async () => {
  const cookie = (await logIn(site, site.admin.username, site.admin.password)) ?? '';
  const path = '/admin/config/services/linkspan';
  const address = 'https://linkspan.example/hooks/intranet';
  await submitForm(site, cookie, path, { service_account: 'linkspan', webhook_url: address });
  expect(await site.php("return \\Drupal::config('linkspan.settings')->getRawData();")).toMatchObject({
    service_account: 'linkspan',
    webhook_url: address,
  });
  await expect(submitForm(site, cookie, path, { service_account: 'nobody' })).rejects.toThrow('took the form not');
});
