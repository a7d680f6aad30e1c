import { afterAll, describe, expect, test } from 'vitest';
import { logIn, submitForm } from '../testing/companion/browser.js';
import { type Answer, type Person, secondPassword, startCompanionSite } from '../testing/companion/companion-site.js';
import type { FeedItem } from '../testing/companion/shapes.js';

const site = await startCompanionSite();
const session = (await logIn(site, site.admin.username, site.admin.password)) ?? '';
const editor = await site.roleId('editor');
const load = (person: Person) => `$account = \\Drupal\\user\\Entity\\User::load(${person.uid});`;
const rolesRoute = (person: Person) => `/jsonapi/user/user/${person.id}/relationships/roles`;
const editorRole = { data: [{ type: 'user_role--user_role', id: editor }] };

afterAll(() => site.stop());

/** What matters of a row, in one line. */
function show({ kind, origin, by, fields = [] }: FeedItem): string {
  return [kind, origin, by ?? 'nobody', ...fields].join(' ');
}

interface Row {
  readonly name: string;
  readonly roles?: readonly string[];
  readonly act: (person: Person) => Promise<unknown>;
  /** Empty: nothing has changed. */
  readonly expected: string;
}

const rows: readonly Row[] = [
  {
    name: 'a field, by the service account over JSON:API',
    act: ({ id, name }) => site.patch(id, { mail: `${name}@other.example` }),
    expected: 'changed ours linkspan mail',
  },
  {
    name: 'several fields at once',
    act: ({ id, name }) =>
      site.patch(id, { name: `${name} x`, timezone: 'Europe/Paris', linkspan_external_id: `e-${name}` }),
    expected: 'changed ours linkspan name timezone linkspan_external_id',
  },
  {
    name: 'what is there already, over JSON:API',
    act: ({ id, name }) => site.patch(id, { name, status: true, mail: `${name}@mail.example` }),
    expected: '',
  },
  {
    name: "a field, on an administrator's page",
    act: ({ uid, name }) => submitForm(site, session, `/user/${uid}/edit`, { mail: `${name}@page.example` }),
    expected: 'changed theirs admin mail',
  },
  {
    name: "an administrator's page that is saved as it was",
    act: ({ uid }) => submitForm(site, session, `/user/${uid}/edit`, {}),
    expected: '',
  },
  {
    name: "the person's own profile",
    act: async ({ uid, name }) => {
      const own = (await logIn(site, name, secondPassword)) ?? '';
      await submitForm(site, own, `/user/${uid}/edit`, {
        mail: `${name}@own.example`,
        current_pass: secondPassword,
      });
    },
    expected: 'changed theirs <name> mail',
  },
  {
    name: 'signing in',
    act: ({ name }) => logIn(site, name, secondPassword),
    expected: '',
  },
  {
    name: "another module's code on the command line",
    act: (person) => site.php(`${load(person)} $account->set('timezone', 'Asia/Tokyo')->save();`),
    expected: 'changed theirs nobody timezone',
  },
  {
    name: 'the account that stands for everybody who is not signed in',
    act: () => site.php("\\Drupal\\user\\Entity\\User::load(0)->set('timezone', 'Asia/Tokyo')->save();"),
    expected: '',
  },
  {
    name: 'code that saves and changes nothing',
    act: (person) => site.php(`${load(person)} $account->save();`),
    expected: '',
  },
  {
    name: 'code in a transaction that is rolled back',
    act: (person) =>
      site.php(`${load(person)}
        $transaction = \\Drupal::database()->startTransaction();
        $account->set('timezone', 'Asia/Tokyo')->save();
        $transaction->rollBack();`),
    expected: '',
  },
  {
    name: 'a save that another module stops',
    act: async ({ id }) => {
      const { status } = await site.patch(id, { timezone: 'Pacific/Auckland' });
      expect(status).toBe(500);
    },
    expected: '',
  },
  {
    name: "another module's cron",
    act: async ({ uid }) => {
      const key = await site.php(`\\Drupal::state()->set('linkspan_test.block', ${uid});
        return \\Drupal::state()->get('system.cron_key');`);
      expect((await site.request('GET', `/cron/${key}`, undefined, null)).status).toBe(204);
    },
    expected: 'changed theirs nobody status',
  },
  {
    name: 'blocking over JSON:API',
    act: ({ id }) => site.patch(id, { status: false }),
    expected: 'changed ours linkspan status',
  },
  {
    name: "blocking on an administrator's page",
    act: ({ uid }) => submitForm(site, session, `/user/${uid}/edit`, { status: '0' }),
    expected: 'changed theirs admin status',
  },
  {
    name: 'suspending by the protocol',
    act: ({ id }) => site.request('PUT', `/linkspan/v1/users/${id}/suspended`, { suspended: true }),
    expected: 'changed ours linkspan status',
  },
  {
    name: 'letting in, by the protocol, who is not suspended',
    act: ({ id }) => site.request('PUT', `/linkspan/v1/users/${id}/suspended`, { suspended: false }),
    expected: '',
  },
  {
    name: 'a role given over JSON:API',
    act: (person) => site.request('POST', rolesRoute(person), editorRole),
    expected: 'changed ours linkspan roles',
  },
  {
    name: 'a role taken over JSON:API',
    roles: [editor],
    act: (person) => site.request('DELETE', rolesRoute(person), editorRole),
    expected: 'changed ours linkspan roles',
  },
  {
    name: 'a role that is there already',
    roles: [editor],
    act: (person) => site.request('POST', rolesRoute(person), editorRole),
    expected: '',
  },
  {
    name: "a role given on an administrator's page",
    act: ({ uid }) => submitForm(site, session, `/user/${uid}/edit`, { 'roles[editor]': 'editor' }),
    expected: 'changed theirs admin roles',
  },
  {
    name: 'cancelling over JSON:API, which blocks by default',
    act: ({ id }) => site.request('DELETE', `/jsonapi/user/user/${id}`),
    expected: 'changed ours linkspan status',
  },
  {
    name: 'deleting over REST',
    act: ({ uid }) => site.request('DELETE', `/user/${uid}?_format=json`),
    expected: 'deleted ours linkspan',
  },
  {
    name: 'deleting by code',
    act: (person) => site.php(`${load(person)} $account->delete();`),
    expected: 'deleted theirs nobody',
  },
];

const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null && 'status' in value;

describe('a change of an account is told once, by whoever it is made', () => {
  test.each(rows)('$name', async ({ act, expected, roles }) => {
    const person = await site.createPerson({}, roles);
    const grown = await site.watch();
    const answer = await act(person);
    if (isAnswer(answer)) expect(answer.status).toBeLessThan(300);
    const told = await grown();
    expect(told.map(show)).toEqual(expected === '' ? [] : [expected.replace('<name>', person.name)]);
    expect(told.filter(({ account }) => account !== person.id)).toEqual([]);
  });

  test('making one, with what it holds', async () => {
    const grown = await site.watch();
    const { id } = await site.createPerson({ linkspan_external_id: 'made-1' }, [editor]);
    const [told, ...others] = await grown();
    expect(others).toEqual([]);
    expect(told).toMatchObject({ account: id, kind: 'changed', origin: 'ours', by: site.username });
    expect(told?.fields).toEqual(
      expect.arrayContaining(['name', 'mail', 'status', 'pass', 'roles', 'linkspan_external_id']),
    );
    expect(Math.abs(Date.now() - Date.parse(told?.at ?? ''))).toBeLessThan(60_000);
  });
});

describe('the deletion of a role, which core tells none of its members', () => {
  const makeRole = `
    $role = \\Drupal\\user\\Entity\\Role::create(['id' => 'short_lived', 'label' => 'Short-lived']);
    $role->save();
    return $role->uuid();`;

  test("is told of each member, made on an administrator's page", async () => {
    const role = String(await site.php(makeRole));
    const members = [await site.createPerson({}, [role]), await site.createPerson({}, [role, editor])];
    await site.createPerson({}, [editor]);
    const grown = await site.watch();
    await submitForm(site, session, '/admin/people/roles/manage/short_lived/delete', {});
    const told = await grown();
    expect(told.map(show)).toEqual(Array(2).fill('changed theirs admin roles'));
    expect(told.map(({ account }) => account).sort()).toEqual(members.map(({ id }) => id).sort());
    const left = await site.request('GET', rolesRoute(members[1] as Person));
    expect(left.json).toMatchObject({ data: [{ id: editor }] });
  });

  test('is not told where it is rolled back', async () => {
    const role = String(await site.php(makeRole));
    const member = await site.createPerson({}, [role]);
    const grown = await site.watch();
    await site.php(`
      $transaction = \\Drupal::database()->startTransaction();
      \\Drupal\\user\\Entity\\Role::load('short_lived')->delete();
      $transaction->rollBack();`);
    expect(await grown()).toEqual([]);
    expect((await site.request('GET', rolesRoute(member))).json).toMatchObject({ data: [{ id: role }] });
  });
});
