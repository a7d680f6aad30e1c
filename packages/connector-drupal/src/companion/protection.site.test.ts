import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logIn, sessionLives, submitForm } from '../testing/companion/browser.js';
import { credentials, secondPassword, startCompanionSite } from '../testing/companion/companion-site.js';
import { errorsSchema, stateSchema } from '../testing/companion/shapes.js';

const site = await startCompanionSite();
const boss = await site.createPerson();
const other = await site.createPerson();
await site.php(`
  foreach ([${boss.uid}, ${other.uid}] as $uid) {
    \\Drupal\\user\\Entity\\User::load($uid)->addRole('administrator')->save();
  }
`);
const administrator = await site.roleId('administrator');
const roles = (id: string) => `/jsonapi/user/user/${id}/relationships/roles`;
const roleData = (id: string) => ({ data: [{ type: 'user_role--user_role', id }] });
const stateOf = async (id: string) =>
  stateSchema.parse(
    await site.php(`$account = \\Drupal::service('linkspan.account_lookup')->find('uuid', '${id}');
    return $account ? [$account->isActive(), $account->getRoles(TRUE)] : NULL;`),
  );

afterAll(() => site.stop());

/** All that could lock an account out, asked for by the service account. */
const attacks = [
  { name: 'blocked over JSON:API', ask: (id: string) => site.patch(id, { status: false }), status: 422 },
  {
    name: 'suspended by the protocol',
    ask: (id: string) => site.request('PUT', `/linkspan/v1/users/${id}/suspended`, { suspended: true }),
    status: 409,
  },
  { name: 'cancelled', ask: (id: string) => site.request('DELETE', `/jsonapi/user/user/${id}`), status: 403 },
  {
    name: 'deleted over REST',
    ask: async (id: string) => {
      const uid = await site.php(`return \\Drupal::service('linkspan.account_lookup')->find('uuid', '${id}')->id();`);
      return await site.request('DELETE', `/user/${uid}?_format=json`);
    },
    status: 403,
  },
  {
    name: 'stripped of all roles',
    ask: (id: string) => site.request('PATCH', roles(id), { data: [] }),
    status: 422,
  },
];

describe.each([
  ["the site's first account", site.admin.id, false],
  ['the service account', site.serviceId, true],
])('%s is never', (_, id, hasRoles) => {
  test.each(attacks.filter(({ name }) => hasRoles || !name.startsWith('stripped')))(
    '$name',
    async ({ name, ask, status }) => {
      const before = await stateOf(id);
      // Its own roles are not even open to it.
      expect((await ask(id)).status).toBe(name.startsWith('stripped') ? 403 : status);
      expect(await stateOf(id)).toEqual(before);
    },
  );
});

describe('the last administrator', () => {
  beforeAll(async () => {
    // On many sites the first account is blocked, for good reasons.
    await site.php(`
      \\Drupal\\user\\Entity\\User::load(1)->block()->save();
      \\Drupal\\user\\Entity\\User::load(${other.uid})->removeRole('administrator')->save();`);
  });

  test.each(attacks)('is not $name', async ({ ask, status }) => {
    expect((await ask(boss.id)).status).toBe(status);
    expect(await stateOf(boss.id)).toEqual([true, ['administrator']]);
  });

  test('is told of with the field and with what to do', async () => {
    const { json } = await site.patch(boss.id, { status: false });
    const [error] = errorsSchema.parse(json).errors;
    expect(error?.source?.pointer).toBe('/data/attributes/status');
    expect(error?.detail).toContain('Make somebody else an administrator first.');
  });

  test('is not replaced by who may change the site, and not people', async () => {
    await site.php(`
      \\Drupal\\user\\Entity\\Role::load('contributor')->grantPermission('administer modules')->save();
      \\Drupal\\user\\Entity\\User::load(${other.uid})->addRole('contributor')->save();`);
    expect((await site.patch(boss.id, { status: false })).status).toBe(422);
    expect(await stateOf(boss.id)).toEqual([true, ['administrator']]);
  });

  test('may be changed otherwise', async () => {
    expect((await site.patch(boss.id, { timezone: 'Asia/Tokyo', status: true })).status).toBe(200);
    for (const method of ['POST', 'DELETE']) {
      expect((await site.request(method, roles(boss.id), roleData(await site.roleId('editor')))).status).toBeLessThan(
        300,
      );
    }
  });

  test('may be blocked by people', async () => {
    await site.php(`\\Drupal\\user\\Entity\\User::load(${boss.uid})->block()->save();`);
    expect(await stateOf(boss.id)).toEqual([false, ['administrator']]);
    await site.php(`\\Drupal\\user\\Entity\\User::load(${boss.uid})->activate()->save();`);
  });

  test('is nobody while there are two, and of two blocked at once one stays', async () => {
    expect((await site.request('POST', roles(other.id), roleData(administrator))).status).toBeLessThan(300);
    const asked = [boss, other, boss, other, boss, other];
    const answers = await site.slowly(() => Promise.all(asked.map(({ id }) => site.patch(id, { status: false }))));
    // Whoever came first is blocked, however often it is asked for.
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 422, 422, 422]);
    expect([await stateOf(boss.id), await stateOf(other.id)].filter((state) => state[0])).toHaveLength(1);
  });
});

test('what does not validate is stopped when it is saved', async () => {
  const { uid } = await site.createPerson();
  const act = (account: number, loss: string) =>
    site.php(`
      \\Drupal::currentUser()->setAccount(\\Drupal\\user\\Entity\\User::load(2));
      try {
        \\Drupal\\user\\Entity\\User::load(${account})->${loss};
        return 'done';
      }
      catch (\\Drupal\\Core\\Entity\\EntityStorageException $error) {
        return $error->getMessage();
      }`);
  for (const loss of ['activate()->save()', 'delete()'])
    expect(await act(1, loss)).toMatch(loss === 'delete()' ? /uid 1/ : 'done');
  expect(await act(1, 'block()->save()')).toMatch(/uid 1/);
  expect(await act(2, "set('roles', [])->save()")).toMatch(/service account/);
  expect(await act(uid, 'delete()')).toBe('done');
});

describe('a blocked account', () => {
  test('finds every door shut, and keeps its roles', async () => {
    const editor = await site.roleId('editor');
    const { id, name } = await site.createPerson({}, [editor]);
    const session = (await logIn(site, name, secondPassword)) ?? '';
    expect(await doors(name, session)).toEqual({ page: true, session: true, basic: true, reset: 1 });
    expect((await site.patch(id, { status: false })).status).toBe(200);
    expect(await doors(name, session)).toEqual({ page: false, session: false, basic: false, reset: 0 });
    expect(await stateOf(id)).toEqual([false, ['editor']]);
  });
});

test('a link to set a new password no longer works once the account is blocked', async () => {
  const { id, uid } = await site.createPerson();
  const link = String(await site.php(`return user_pass_reset_url(\\Drupal\\user\\Entity\\User::load(${uid}));`));
  await site.patch(id, { status: false });
  expect(await opens(link)).toBe(false);
  await site.patch(id, { status: true });
  expect(await opens(link)).toBe(true);
});

/** Whether somebody comes in by the sign-in page, by a session, by basic auth, and how many links to set a new password are sent. */
async function doors(name: string, session: string) {
  const api = await site.request('GET', '/jsonapi', undefined, credentials({ name, password: secondPassword }));
  return {
    page: (await logIn(site, name, secondPassword)) !== undefined,
    session: await sessionLives(site, session),
    basic: JSON.stringify(api.json).includes('"me"'),
    reset: await countResets(name),
  };
}

async function countResets(name: string): Promise<number> {
  const sent = async () =>
    (await site.mails()).filter(({ id, to }) => id === 'user_password_reset' && to.startsWith(`${name}@`)).length;
  const before = await sent();
  await submitForm(site, '', '/user/password', { name });
  return (await sent()) - before;
}

async function opens(link: string): Promise<boolean> {
  const answer = await fetch(`${site.url}${new URL(link).pathname}/login`, { redirect: 'manual' });
  await answer.arrayBuffer();
  return answer.headers.getSetCookie().some((cookie) => cookie.startsWith('SESS'));
}
