import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LiveServer, startLiveServer } from '../testing/start-live-server.js';
import { findConfigurationNote } from './configuration-note.js';

const poll = { timeout: 15_000, interval: 20 };
const until = <Value>(read: () => Value) => expect.poll(read, poll);
const limit = { timeout: 60_000 };

/** Time enough for what must not happen. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 300));

const off = { create: false, update: false, deactivate: false, delete: false };
const rejected = (live: LiveServer) =>
  live.logged().filter(({ msg }) => msg === 'configuration rejected, the former one holds');

async function ready(live: LiveServer): Promise<unknown> {
  return (await fetch(`${live.url}/readyz`)).json();
}

/** Somebody with an account. */
async function withAnna(live: LiveServer, attributes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const id = await live.addUser('anna', { displayName: 'Anna', title: 'Captain', ...attributes });
  await until(async () => (await live.link(id)).state).toBe('linked');
  return id;
}

describe('a key that is changed on a running server', limit, () => {
  it('enabled: off nobody is deprovisioned, on again the backlog is worked off', async () => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    await live.change({ enabled: false });
    await live.patch(`/Users/${anna}`, { active: false });
    await pause();
    expect(live.account('anna')?.active).toBe(true);
    await live.change({});
    await until(() => live.account('anna')?.active).toBe(false);
  });

  it.each<[string, (live: LiveServer, anna: string) => Promise<string>]>([
    ['create', (live) => live.addUser('ben')],
    [
      'update',
      async (live, anna) => {
        await live.patch(`/Users/${anna}`, { displayName: 'Other' });
        return anna;
      },
    ],
    [
      'deactivate',
      async (live, anna) => {
        await live.patch(`/Users/${anna}`, { active: false });
        return anna;
      },
    ],
  ])('operations.%s: what is switched off is recorded as skipped', async (operation, act) => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    await live.change({ operations: { [operation]: false } });
    const before = live.accounts();
    const person = await act(live, anna);
    await until(async () => (await live.link(person)).skipped).toBe(operation);
    expect(live.accounts()).toEqual(before);
  });

  it('operations.delete, leaving.onDelete and reassignTo: deleted is who may be, with an heir', async () => {
    const leaving = { onDelete: 'delete', reassignTo: 7 };
    const live = await startLiveServer({ leaving, operations: { delete: false }, guards: { delete: { count: 9 } } });
    const [anna, ben] = [await withAnna(live), await live.addUser('ben')];
    await until(() => live.account('ben')).toBeDefined();
    await live.remove(`/Users/${anna}`);
    await until(() => live.account('anna')?.active).toBe(false);
    await live.change({ leaving, guards: { delete: { count: 9 } } });
    await live.remove(`/Users/${ben}`);
    await until(() => live.account('ben')).toBeUndefined();
    expect(existsSync(join(live.folder, 'accounts.json.heir'))).toBe(true);
    await live.change({ leaving: { onDelete: 'keep' } });
    const cleo = await live.addUser('cleo');
    await until(() => live.account('cleo')).toBeDefined();
    await live.remove(`/Users/${cleo}`);
    await pause();
    expect(live.account('cleo')?.active).toBe(true);
  });

  it('provisioning.automatic: off a change is stale, with operations of its own it is done by those', async () => {
    const live = await startLiveServer();
    await live.change({ provisioning: { automatic: false } });
    const anna = await live.addUser('anna');
    await until(async () => (await live.link(anna)).stale).toBe(true);
    await pause();
    expect(live.accounts()).toEqual([]);
    await live.change({ operations: off, provisioning: { automatic: { operations: { create: true } } } });
    const ben = await live.addUser('ben');
    await until(async () => (await live.link(ben)).state).toBe('linked');
  });

  it('provisioning.manual: off it is refused, with operations of its own it is done by those', async () => {
    const live = await startLiveServer();
    const sync = () => live.host.parts.orchestrator.sync('blog', {});
    await live.change({ provisioning: { automatic: false, manual: false } });
    await live.addUser('anna');
    expect((await sync()).refused).toContain('manual');
    await live.change({ provisioning: { automatic: false, manual: { operations: { create: false } } } });
    await until(async () => (await sync()).counts.skip).toBe(1);
    await live.change({ provisioning: { automatic: false } });
    await until(async () => (await sync()).counts.create).toBe(1);
  });

  it('provisioning.schedule: comes by its clock, with its own operations, and no more when it is gone', async () => {
    const live = await startLiveServer({ provisioning: { automatic: false } });
    const schedule = (item: object) => ({
      provisioning: { automatic: false, schedule: [{ cron: '* * * * * *', timezone: 'Europe/Paris', ...item }] },
    });
    const anna = await live.addUser('anna');
    await live.change(schedule({ mode: 'full', operations: { create: false } }));
    await until(async () => (await live.link(anna)).skipped).toBe('create');
    await live.change(schedule({ mode: 'changes' }));
    await live.patch(`/Users/${anna}`, { displayName: 'Anna' });
    await until(() => live.account('anna')).toBeDefined();
    await live.change({ provisioning: { automatic: false } });
    const runs = async () => (await live.host.parts.orchestrator.runs('blog', 100)).length;
    const before = await runs();
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await runs()).toBe(before);
  });

  it('scope.filter, scope.groups, scope.nested and leaving.onScopeExit: who is outside leaves as it says', async () => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    const ben = await live.addUser('ben', { title: 'Cook' });
    const inner = await live.addGroup('Inner', [ben]);
    await live.addGroup('Staff', [anna, inner]);
    await until(() => live.account('ben')?.active).toBe(true);
    await live.change({ scope: { filter: 'title eq "Captain"' } });
    await until(() => live.account('ben')?.active).toBe(false);
    expect(live.account('anna')?.active).toBe(true);
    await live.change({ scope: { groups: ['Staff'] } });
    await until(() => live.account('ben')?.active).toBe(true);
    await live.change({ scope: { groups: ['Staff'], nested: false }, leaving: { onScopeExit: 'unlink' } });
    await until(async () => (await live.link(ben)).accountId).toBeUndefined();
    expect(live.account('ben')?.active).toBe(true);
  });

  it('correlation: an account that stands there is joined as the pair says', async () => {
    const live = await startLiveServer();
    live.place({ id: '8', fields: { login: 'old-ben', nick: 'b-8' }, active: true });
    live.place({ id: '9', fields: { login: 'old-cleo', nick: 'c-9' }, active: true });
    await live.change({ correlation: [{ scim: 'title', remote: 'nick', onMatch: 'adopt' }] });
    const ben = await live.addUser('ben', { title: 'b-8' });
    await until(async () => (await live.link(ben)).accountId).toBe('8');
    await live.change({ correlation: [{ scim: 'title', remote: 'nick' }] });
    const cleo = await live.addUser('cleo', { title: 'c-9' });
    await until(async () => (await live.link(cleo)).hold?.guard).toBe('adopt');
  });

  it('mapping: everybody is filled anew, and a rule that is dropped is left alone', async () => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    const mapping = [{ remote: 'nick', expression: '$uppercase(title)' }];
    await live.change({ mapping });
    await until(() => live.account('anna')?.fields.nick).toBe('CAPTAIN');
    await live.change({ mapping: [...mapping, { remote: 'name', drop: true }] });
    await live.patch(`/Users/${anna}`, { displayName: 'Other', title: 'Cook' });
    await until(() => live.account('anna')?.fields.nick).toBe('COOK');
    expect(live.account('anna')?.fields.name).toBe('Anna');
  });

  it('roles, defaultRole and allowPrivileged: given and taken as they say, privileged ones only by name', async () => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    await live.addGroup('Writers', [anna]);
    await live.change({ defaultRole: 'reader' });
    await until(() => live.account('anna')?.fields.roles).toEqual(['reader']);
    await live.change({ defaultRole: 'reader', roles: { Writers: 'editor' } });
    await until(() => live.account('anna')?.fields.roles).toEqual(['editor']);
    live.write(live.textOf({ roles: { Writers: 'admin' } }));
    await until(() => rejected(live).length).toBe(1);
    await live.change({ roles: { Writers: 'admin' }, allowPrivileged: ['admin'] });
    await until(() => live.account('anna')?.fields.roles).toEqual(['editor', 'admin']);
  });

  it('leaving.onInactive and leaving.grace: kept, or later', async () => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    await live.change({ leaving: { onInactive: 'keep' } });
    await live.patch(`/Users/${anna}`, { active: false });
    await until(async () => (await live.link(anna)).reason).toContain('onInactive is keep');
    expect(live.account('anna')?.active).toBe(true);
    await live.change({ leaving: { grace: '1h' } });
    const ben = await live.addUser('ben');
    await until(() => live.account('ben')).toBeDefined();
    await live.patch(`/Users/${ben}`, { active: false });
    await until(async () => (await live.link(ben)).reason).toContain('grace');
    expect(live.account('ben')?.active).toBe(true);
  });

  it('leaving.deleteAfter: the deletion has its time from the deactivation on', async () => {
    const live = await startLiveServer();
    const leaving = { deleteAfter: '1s', reassignTo: 7 };
    await live.change({ leaving, guards: { delete: { count: 9 }, deactivate: { count: 9 } } });
    const anna = await withAnna(live);
    await live.patch(`/Users/${anna}`, { active: false });
    await until(() => live.account('anna')?.active).toBe(false);
    await until(() => live.account('anna')).toBeUndefined();
  });

  it('drift: what somebody changed there is shown, and set right when it is enforced', async () => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    const [account] = live.accounts();
    if (!account) throw new Error('no account');
    writeFileSync(
      join(live.folder, 'accounts.json'),
      JSON.stringify([{ ...account, fields: { ...account.fields, name: 'Theirs' } }]),
    );
    const full = () => live.host.parts.orchestrator.sync('blog', { full: true });
    expect((await full()).counts.drift).toBe(1);
    expect((await live.link(anna)).drift).toBeDefined();
    await live.change({ drift: 'enforce' });
    await until(async () => {
      await full();
      return live.account('anna')?.fields.name;
    }).toBe('Anna');
  });

  it.each<[string, object, (live: LiveServer, anna: string) => Promise<void>]>([
    ['deactivate', { deactivate: { count: 0 } }, (live, anna) => live.patch(`/Users/${anna}`, { active: false })],
    ['delete', { delete: { count: 0 } }, (live, anna) => live.remove(`/Users/${anna}`)],
    ['privileged', { privileged: { count: 0 } }, async (live, anna) => void (await live.addGroup('Admins', [anna]))],
    ['wipe', { wipe: { count: 0 } }, (live, anna) => live.patch(`/Users/${anna}`, { displayName: '' })],
    [
      'emptied',
      { emptied: { count: 0 } },
      async (live, anna) => {
        const admins = await live.addGroup('Admins', [anna]);
        await until(() => live.account('anna')?.fields.roles).toEqual(['admin']);
        await live.patch(`/Groups/${admins}`, { members: [] });
      },
    ],
  ])('guards.%s, of the application and of a client: what is more waits for a person', async (guard, guards, act) => {
    const keys = {
      leaving: { onDelete: 'delete', reassignTo: 7 },
      roles: { Admins: 'admin' },
      allowPrivileged: ['admin'],
    };
    for (const [own, client] of [
      [{ guards }, {}],
      [{}, { guards }],
    ]) {
      const live = await startLiveServer(keys);
      const anna = await withAnna(live);
      await live.change({ ...keys, ...own }, { clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }], ...client } } });
      await act(live, anna);
      await until(async () => (await live.link(anna)).hold?.guard).toBe(guard);
      expect((await live.link(anna)).hold?.reason).toContain(
        own && 'guards' in own ? 'application blog' : 'client idp',
      );
    }
  });

  it('guards.window: the time over which is counted', async () => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    await live.change({ guards: { window: '90m', deactivate: { count: 0 } } });
    await live.patch(`/Users/${anna}`, { active: false });
    await until(async () => (await live.link(anna)).hold?.reason).toContain('within 90 min');
  });

  it('config: another address is another connector, and the former one is disposed of', async () => {
    const live = await startLiveServer();
    await withAnna(live);
    const elsewhere = join(live.folder, 'elsewhere.json');
    await live.change({ config: { file: elsewhere, password: { env: 'PASSWORD' } } });
    await until(() => existsSync(join(live.folder, 'accounts.json.disposed'))).toBe(true);
    await live.addUser('ben');
    await until(() => existsSync(elsewhere)).toBe(true);
    expect(live.account('ben')).toBeUndefined();
  });

  it('twoWay: what changes there comes back from then on, and no more when it is gone', async () => {
    const live = await startLiveServer();
    const anna = await withAnna(live);
    live.edit('anna', { name: 'Anna B.' });
    await live.change({ twoWay: { attributes: ['displayName'] } });
    await until(async () => (await live.person(anna))?.displayName).toBe('Anna B.');
    await live.change({});
    live.edit('anna', { name: 'Anna C.' });
    await pause();
    expect((await live.person(anna))?.displayName).toBe('Anna B.');
    await live.change({ twoWay: { source: ['poll'], attributes: ['active'] } });
    live.edit('anna', { name: 'Anna C.' }, false);
    await live.change({ twoWay: { source: ['poll'], attributes: ['active'], poll: '10s' } });
    await until(async () => (await live.person(anna))?.active).toBe(false);
    expect((await live.person(anna))?.displayName).toBe('Anna B.');
  });

  it('client: from then on the account is found by the id under which the same system pushes', async () => {
    const live = await startLiveServer();
    const ben = await live.addUser('ben', { externalId: '6' });
    await until(async () => (await live.link(ben)).accountId).toBe('1');
    const id = '0b6f2f5e-6a4d-4c1c-9a53-6d1f3c2e9b70';
    live.place({ id, fields: { login: 'old-anna', name: 'Anna' }, active: true });
    await live.change({ client: 'idp' });
    const anna = await live.addUser('anna', { displayName: 'Anna', externalId: id });
    await until(async () => (await live.link(anna)).accountId).toBe(id);
    expect((await live.link(anna)).matchedBy).toBe('externalId');
    expect(live.accounts()).toHaveLength(2);
  });

  it('notify, server.publicUrl and concurrency: hold as soon as they are written', async () => {
    const live = await startLiveServer();
    const email = { smtp: 'smtp://mail.example.com', from: 'a@example.com', to: ['b@example.com'] };
    await live.change({ concurrency: 9 }, { notify: { email }, server: { publicUrl: 'https://hub.example.com' } });
    expect(live.host.notify).toEqual({ email });
    expect(live.host.parts.applications[0]?.policy.concurrency).toBe(9);
    const { headers } = await live.call('/Users', {
      method: 'POST',
      body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ben' }),
    });
    expect(headers.get('location')).toContain('https://hub.example.com/scim/idp/v2/Users/');
  });

  it('server.bodyLimit: also a larger one', async () => {
    const live = await startLiveServer({}, { server: { bodyLimit: '1KiB' } });
    const long = { nickName: 'x'.repeat(2_000) };
    await expect(live.addUser('anna', long)).rejects.toThrow('413');
    await live.change({}, { server: { bodyLimit: '32MiB' } });
    await live.addUser('anna', long);
  });

  it('clients: new ones are served, gone ones are not, and a token in a file may be changed there', async () => {
    const live = await startLiveServer();
    const secret = join(live.folder, 'token');
    const get = async (client: string, token: string) =>
      (await fetch(`${live.url}/scim/${client}/v2/Users`, { headers: { authorization: `Bearer ${token}` } })).status;
    const [first, second] = ['a-first-secret-of-the-tests-0123', 'a-second-secret-of-the-tests-012'];
    writeFileSync(secret, first);
    await live.change({}, { clients: { okta: { tokens: [{ file: 'token' }] } } });
    expect(await get('okta', first)).toBe(200);
    expect((await live.call('/Users')).status).toBe(401);
    writeFileSync(secret, second);
    await until(() => get('okta', second)).toBe(200);
    expect(await get('okta', first)).toBe(401);
    const changes = live.logged().filter(({ msg }) => msg === 'configuration changed');
    expect(changes.at(-1)?.changed).toEqual(['clients.okta.tokens']);
    expect(JSON.stringify(live.logged())).not.toContain(second);
  });
});

describe('a file that is changed', limit, () => {
  it('says in the log what is another now, by key, and leaves alone what is not', async () => {
    const shop = (name: string) => ({
      applications: {
        blog: { connector: '@acme/connector-file', config: { file: '/nowhere/a', password: { env: 'PASSWORD' } } },
        [name]: { connector: '@acme/connector-file', config: { file: '/nowhere/b', password: { env: 'PASSWORD' } } },
      },
    });
    const live = await startLiveServer({}, shop('shop'));
    const [blog] = live.host.parts.applications;
    await live.change({}, { ...shop('store'), directories: { main: {}, other: {} } });
    expect(live.host.parts.applications.map(({ name }) => name)).toEqual(['blog', 'store']);
    expect(live.host.parts.applications[0]).toBe(blog);
    await until(() => live.logged().find(({ msg }) => msg === 'configuration changed')?.changed).toEqual([
      'directories',
      'applications.shop',
      'applications.store',
    ]);
  });

  it('keeps the connector where only what is done with it changes', async () => {
    const live = await startLiveServer();
    const [before] = live.host.parts.applications;
    await live.change({ operations: { delete: false } });
    const [after] = live.host.parts.applications;
    expect(after).not.toBe(before);
    expect(after?.connector).toBe(before?.connector);
    await withAnna(live);
  });

  it('and is bad changes nothing, and is said in the log, at /readyz and in the database until it is right', async () => {
    const live = await startLiveServer();
    live.write(live.textOf({ operations: { creat: false }, drift: 'always' }, { clients: {} }));
    await until(() => rejected(live).length).toBe(1);
    expect(rejected(live)[0]?.problems).toEqual([
      'applications.blog.operations.creat (line 1) is unknown. Did you mean create?',
      'applications.blog.drift (line 1) cannot be "always". Write one of: observe, enforce.',
    ]);
    await withAnna(live);
    expect(await ready(live)).toEqual({ status: 'ready', configuration: 'rejected, the former one holds' });
    const note = await findConfigurationNote(live.host.database);
    expect(note).toMatchObject({ state: 'rejected', problems: [{ path: expect.any(String), line: 1 }, {}] });
    live.write(live.textOf({}));
    await until(() => ready(live)).toEqual({ status: 'ready' });
    await until(async () => (await findConfigurationNote(live.host.database))?.state).toBe('in force');
  });

  it.each<[string, (live: LiveServer) => void, string]>([
    ['no YAML', (live) => live.write('clients: {a: {}\n'), 'the file (line 2) is not valid YAML'],
    ['empty', (live) => live.write('\n'), 'the file is empty. Put it back.'],
    ['gone', (live) => rmSync(join(live.folder, 'linkspan.yaml')), 'the file cannot be read (ENOENT). Put it back.'],
  ])('and is %s lets go of nobody', async (_case, act, problem) => {
    const live = await startLiveServer();
    act(live);
    await until(() => rejected(live).length).toBe(1);
    expect(String(rejected(live)[0]?.problems)).toContain(problem);
    await withAnna(live);
  });

  it('and whose connector cannot be made changes nothing, and is tried again when its secret is another', async () => {
    const live = await startLiveServer();
    const secret = join(live.folder, 'password');
    writeFileSync(secret, 'explode');
    const config = { file: join(live.folder, 'accounts.json'), password: { file: 'password' } };
    live.write(live.textOf({ config }));
    await until(() => rejected(live).length).toBe(1);
    expect(String(rejected(live)[0]?.problems)).toContain('applications cannot be connected: out of paper');
    await withAnna(live);
    writeFileSync(secret, 'right');
    await until(() => live.host.configuration.applications.blog?.config).toEqual(config);
  });

  it('in a key that needs a restart says so, and holds in all others', async () => {
    const live = await startLiveServer();
    const more = { server: { listen: '127.0.0.1:1' }, database: './other.sqlite' };
    await live.change({ drift: 'enforce' }, more);
    expect(live.host.configuration.applications.blog?.drift).toBe('enforce');
    await until(() => ready(live)).toEqual({
      status: 'ready',
      configuration: 'in force, but for database: restart needed',
    });
    expect(live.logged().find(({ msg }) => msg === 'configuration needs a restart for some keys')?.keys).toEqual([
      'database',
    ]);
    await withAnna(live);
    expect(existsSync(join(live.folder, 'other.sqlite'))).toBe(false);
  });
});
