import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { newFolder } from './testing/new-folder.js';
import { buildCommandLine, runLinkspan, spawnLinkspan, spawnServer } from './testing/spawn-linkspan.js';
import { fileConnector, writeFileConnector } from './testing/write-file-connector.js';

beforeAll(buildCommandLine, 120_000);

const limit = { timeout: 240_000 };

function newInstallation(configuration: Readonly<Record<string, unknown>>, environment: Record<string, string> = {}) {
  const folder = newFolder();
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify(configuration));
  return { folder, environment };
}

const users = (url: string, token: string, init: RequestInit = {}) =>
  fetch(`${url}/scim/jumpcloud/v2/Users`, { ...init, headers: { authorization: `Bearer ${token}` } });
const newUser = (userName: string, displayName: string) => ({
  method: 'POST',
  body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, displayName }),
});

describe('linkspan start', limit, () => {
  it('without a configuration comes up, says what to do next, and keeps the first token out of every log', async () => {
    const folder = newFolder();
    const server = await spawnServer({ folder });
    const { stdout, stderr } = server.output();
    expect(stdout).toContain(`SCIM base URL of jumpcloud: ${server.url}/scim/jumpcloud/v2`);
    expect(stdout).toMatch(/Next:\n {2}1\. .+\n {2}2\. .+\n {2}3\. /);

    const file = join(folder, 'data', 'first-token.txt');
    expect(stdout).toContain(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const token = readFileSync(file, 'utf8').trim();
    expect(stdout + stderr).not.toContain(token);
    expect((await users(server.url, token)).status).toBe(200);

    expect(await server.end('SIGTERM')).toBe(0);
    const again = await spawnServer({ folder });
    expect(again.output().stdout).not.toContain('first token');
    expect((await users(again.url, token)).status).toBe(200);
    expect(await again.end('SIGINT')).toBe(0);
    expect(again.output().stderr).not.toContain(token);

    const third = await spawnServer({ folder });
    third.child.kill('SIGHUP');
    expect(await third.end('SIGHUP')).toBe(0);
    expect(third.output().stderr).toContain('server stopped');
  });

  it('ends at once at the second Ctrl-C', async () => {
    const server = await spawnServer({ folder: newFolder() });
    const request = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) });
    const token = readFileSync(/is in (\S+),/.exec(server.output().stdout)?.[1] ?? '', 'utf8').trim();
    const hanging = fetch(`${server.url}/scim/jumpcloud/v2/Users`, {
      method: 'POST',
      body: request,
      headers: { authorization: `Bearer ${token}` },
      duplex: 'half',
    } as RequestInit).catch(() => undefined);
    await wait(300);
    const began = Date.now();
    server.child.kill('SIGINT');
    await expect.poll(() => server.output().stderr).toContain('Ctrl-C again');
    expect(await server.end('SIGINT')).toBe(130);
    expect(Date.now() - began).toBeLessThan(5_000);
    await hanging;
  });

  it('with a wrong configuration names every problem and ends, without a stack', async () => {
    const { code, stderr } = await runLinkspan(newInstallation({ servr: {}, guards: {} }), 'start');
    expect(code).toBe(1);
    expect(stderr).toMatch(/2 problems\.\n {2}servr \(line 1\) is unknown\. Did you mean server\?\n {2}guards/);
    expect(stderr).not.toContain('    at ');
  });
});

describe('linkspan check', limit, () => {
  const wrong = {
    clients: { okta: { connector: '@linkspan/connector-jumpclod' } },
    applications: {
      blog: {
        connector: '@linkspan/connector-wordpress',
        scope: 'staff',
        config: { url: 'https://blog.example.com', usernam: 'linkspan', password: { env: 'BLOG_PASSWORD' } },
        roles: { Admins: 'administrator' },
        leaving: { onDelete: 'delete' },
      },
    },
  };

  it('tells everything that is wrong at once, in the file, in packages and in the environment', async () => {
    const { code, stdout } = await runLinkspan(newInstallation(wrong), 'check', '--json');
    expect(code).toBe(1);
    const { ok, problems } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(problems.map(({ path }: { path: string }) => path).sort()).toEqual([
      'applications.blog.config.password',
      'applications.blog.config.usernam',
      'applications.blog.config.username',
      'applications.blog.leaving.onDelete',
      'applications.blog.roles.Admins',
      'applications.blog.scope',
      'clients.okta.connector',
    ]);
  });

  it("lends a third party's connector @linkspan/core, with its subpaths, and zod", async () => {
    const name = '@acme/intranet';
    const installation = newInstallation({ clients: { idp: { connector: name } } });
    const home = join(installation.folder, 'node_modules', name);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
    const source = `
import { defineConnector } from '@linkspan/core';
import { testConnector } from '@linkspan/core/conformance';
import { z } from 'zod';
export default defineConnector({ name: 'intranet', title: typeof testConnector, config: z.strictObject({}) });`;
    writeFileSync(join(home, 'index.js'), source);
    expect((await runLinkspan(installation, 'check')).stdout).toContain('is right: 1 client');
  });

  it('warns of what a server would start with all the same', async () => {
    const fixture = (name: string) => fileURLToPath(new URL(`./http/__fixtures__/${name}`, import.meta.url));
    const tls = { certificate: fixture('expired.certificate.pem'), key: fixture('renewed.key.pem') };
    const installation = newInstallation({ server: { tls } });
    const { code, stdout } = await runLinkspan(installation, 'check');
    expect(code).toBe(0);
    expect(stdout).toMatch(/is right: 0 clients, 0 applications\.\n! server\.tls\.certificate expired on 2020-04-01/);
    expect(stdout).toContain('! clients is empty, so nobody can provision anybody.');
    const { ok, warnings } = JSON.parse((await runLinkspan(installation, 'check', '--json')).stdout);
    expect(ok).toBe(true);
    expect(warnings).toHaveLength(2);
  });

  it('judges the key as well', async () => {
    const { code, stdout } = await runLinkspan(newInstallation({}, { LINKSPAN_KEY: 'short' }), 'check');
    expect(code).toBe(1);
    expect(stdout).toContain('LINKSPAN_KEY is shorter than 32 characters.');
  });

  it('says when all is right', async () => {
    const { code, stdout } = await runLinkspan(newInstallation({ clients: { okta: {} } }), 'check');
    expect(code).toBe(0);
    expect(stdout).toMatch(/linkspan\.yaml is right: 1 client, 0 applications\.\n$/);
  });
});

describe('linkspan token', limit, () => {
  it('makes, lists, rotates and revokes; a revocation holds within a second on a running server', async () => {
    const installation = newInstallation({ clients: { jumpcloud: {} } });
    const server = await spawnServer(installation);
    const run = (...args: string[]) => runLinkspan(installation, 'token', ...args);

    const made = await run('create', 'jumpcloud', '--name', 'first', '--expires', '90d');
    const first = made.stdout.trim();
    expect(first).toMatch(/^lsp_[0-9a-f]{16}_[0-9a-f]{64}$/);
    expect((await users(server.url, first)).status).toBe(200);

    const { id, token: second } = JSON.parse((await run('create', 'jumpcloud', '--scope', 'read', '--json')).stdout);
    expect((await users(server.url, second, newUser('ada', 'Ada'))).status).toBe(403);
    const listed = await run('list', 'jumpcloud');
    expect(listed.stdout).toContain(id);
    expect(listed.stdout).toContain('first');
    expect(listed.stdout).not.toContain(first);

    expect((await run('revoke', 'jumpcloud', id)).code).toBe(0);
    await wait(1_000);
    expect((await users(server.url, second)).status).toBe(401);
    expect((await users(server.url, first)).status).toBe(200);

    const third = (await run('rotate', 'jumpcloud', '--overlap', '0s')).stdout.trim();
    await wait(1_000);
    expect((await users(server.url, first)).status).toBe(401);
    expect((await users(server.url, third)).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
    expect(server.output().stderr).not.toContain('lsp_');
  });

  it('rotates to what it replaces: the same name, and no wider scope', async () => {
    const installation = newInstallation({ clients: { jumpcloud: {} } });
    const run = async (...args: string[]) =>
      JSON.parse((await runLinkspan(installation, 'token', ...args, '--json')).stdout);
    await run('create', 'jumpcloud', '--scope', 'read', '--name', 'report');
    expect(await run('rotate', 'jumpcloud')).toMatchObject({ scopes: ['read'], name: 'report' });
    expect(await run('rotate', 'jumpcloud', '--overlap', '0s')).toMatchObject({ scopes: ['read'], name: 'report' });
    const wider = await run('rotate', 'jumpcloud', '--scope', 'both', '--name', 'sync');
    expect(wider).toMatchObject({ scopes: ['read', 'write'], name: 'sync' });
  });

  it.each([
    [{}, /^jumpcloud has none\. Make one with "linkspan token create jumpcloud"\.\n$/],
    [{ npm_lifecycle_event: 'linkspan' }, /Make one with "npm run -s linkspan -- token create jumpcloud"\.\n$/],
    [{ TOKEN: 'x'.repeat(32) }, /^None made here, and 1 from the configuration\.\n$/],
  ])('lists none with what to do, and counts those of the configuration: %j', async (environment, listed) => {
    const tokens = 'TOKEN' in environment ? [{ env: 'TOKEN' }] : [];
    const installation = newInstallation({ clients: { jumpcloud: { tokens } } }, environment);
    expect((await runLinkspan(installation, 'token', 'list', 'jumpcloud')).stdout).toMatch(listed);
  });

  it.each([
    [['create', 'jumpclod'], 'there is no client "jumpclod". Did you mean jumpcloud?'],
    [['revoke', 'jumpcloud'], 'name the ids of the tokens ("linkspan token list jumpcloud"), or say --all.'],
    [['create'], "missing required argument 'client'"],
    [['create', 'jumpcloud', '--expires', 'soon'], 'Write a duration such as 30m, 12h or 90d.'],
    [['rotate', 'jumpcloud', '--expires', '0m'], 'The token would be of no use to anybody.'],
  ])('that is not understood ends with 2: %j', async (args, message) => {
    const { code, stderr } = await runLinkspan(newInstallation({ clients: { jumpcloud: {} } }), 'token', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('an application', limit, () => {
  const installationWith = (password: string, more: Readonly<Record<string, unknown>> = {}) => {
    const blog = {
      connector: fileConnector,
      config: { file: 'accounts.json', password: { env: 'BLOG_PASSWORD' } },
      provisioning: { automatic: false },
      ...more,
    };
    const clients = { jumpcloud: { tokens: [{ env: 'TOKEN' }] } };
    const installation = newInstallation(
      { clients, applications: { blog } },
      { BLOG_PASSWORD: password, TOKEN: 'a-token-of-the-tests-0123456789' },
    );
    writeFileConnector(installation.folder);
    return installation;
  };

  it('whose connector is a third party is tested step by step', async () => {
    const passed = await runLinkspan(installationWith('right'), 'test', 'blog');
    expect(passed.stdout).toMatch(
      /✓ Sign in: Signed in\. .*\n {2}✓ List accounts: 0 accounts\. .*\n[\s\S]*Passed\.\n$/,
    );
    expect(passed.code).toBe(0);

    const failed = await runLinkspan(installationWith('wrong'), 'test', 'blog');
    expect(failed.stdout).toMatch(
      /✗ Sign in: The password was refused\. .*\n {6}Enter another one\.\n {2}- List accounts: .*\n[\s\S]*Failed\.\n$/,
    );
    expect(failed.code).toBe(1);
  });

  it('is previewed, synced and shown', async () => {
    const installation = installationWith('right');
    const server = await spawnServer(installation);
    await users(server.url, installation.environment.TOKEN ?? '', newUser('ada', 'Ada'));
    const accounts = join(installation.folder, 'accounts.json');

    const preview = await runLinkspan(installation, 'sync', 'blog', '--dry-run');
    expect(preview.stdout).toMatch(/create +ada .*\nNothing was written\. It would be: create 1\.\n$/);
    expect(() => statSync(accounts)).toThrow();

    const synced = await runLinkspan(installation, 'sync', 'blog', 'ADA', '--json');
    expect(synced.code).toBe(0);
    expect(JSON.parse(synced.stdout)).toMatchObject({
      counts: { create: 1 },
      items: [{ label: 'ada', action: 'create' }],
    });
    expect(JSON.parse(readFileSync(accounts, 'utf8'))).toMatchObject([{ fields: { login: 'ada', name: 'Ada' } }]);

    const shown = await runLinkspan(installation, 'preview', 'blog', 'ada', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      account: { kind: 'linked', id: '1' },
      action: 'none',
      fields: [
        { remote: 'login', value: 'ada', now: 'ada', outcome: 'leave' },
        { remote: 'name', value: 'Ada', now: 'Ada', agreed: 'Ada', outcome: 'leave' },
      ],
    });
    const nobody = await runLinkspan(installation, 'preview', 'blog', 'grace');
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('there is no grace in the directory')]);

    const status = await runLinkspan(installation, 'status');
    expect(status.stdout).toMatch(/^blog {2}running .*\n {2}linked 1\n$/);

    const unknown = await runLinkspan(installation, 'sync', 'blog', 'grace');
    expect(unknown.stderr).toContain('there is no grace in the directory');
    expect(unknown.code).toBe(1);

    const logged = await runLinkspan(installation, 'requests', 'jumpcloud', '--json');
    expect(JSON.parse(logged.stdout)).toMatchObject([{ method: 'POST', path: '/Users', status: 201 }]);
  });

  it('is planned, applied, taken back, and let go on', async () => {
    const installation = installationWith('right');
    const server = await spawnServer(installation);
    await users(server.url, installation.environment.TOKEN ?? '', newUser('ada', 'Ada'));
    const run = (...args: string[]) => runLinkspan(installation, ...args);
    const accounts = () => JSON.parse(readFileSync(join(installation.folder, 'accounts.json'), 'utf8'));

    const planned = await run('plan', 'blog', '--search', 'ADA');
    expect(planned.stdout).toMatch(
      /^Plan 1 for blog, .*\n {2}create 1\n {2}create {5}ada .*\n {15}login: - -> "ada"\n/,
    );
    expect(planned.stdout).toMatch(/linkspan apply 1\n$/);
    const again = await run('plan', 'show', '1', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ counts: { create: 1 }, items: [{ label: 'ada' }] });
    const applied = await run('apply', '1');
    expect([applied.code, applied.stdout]).toEqual([0, expect.stringMatching(/Done: create 1\.\nRun 1\. .*undo 1\n$/)]);
    expect(accounts()).toMatchObject([{ fields: { login: 'ada' }, active: true }]);
    expect((await run('apply', '1')).code).toBe(1);

    const undone = await run('undo', '1', '--yes');
    expect(undone.stdout).toMatch(/takes back run 1\n[\s\S]*deactivate ada[\s\S]*Done: deactivate 1\.\n/);
    expect(accounts()).toMatchObject([{ active: false }]);
    expect((await run('sync', 'blog')).stdout).toMatch(/hold {7}ada {2}undone by operator/);
    expect((await run('inbox', 'blog')).stdout).toContain('linkspan approve blog ada');
    expect((await run('approve', 'blog')).code).toBe(2);
    expect((await run('approve', 'blog', '--all')).code).toBe(0);
    expect((await run('sync', 'blog')).stdout).toMatch(/reactivate ada/);
    expect(accounts()).toMatchObject([{ active: true }]);

    const explained = await run('explain', 'ada');
    expect(explained.stdout).toMatch(
      /^ada at blog: account 1, created by us\n {2}scope {5}in\n {2}next {6}none: agrees\n/,
    );
    expect((await run('runs', 'show', '1')).stdout).toContain('create     ada');
    const exported = await run('journal', '--run', '1', '--export', 'csv');
    expect(exported.stdout).toMatch(/^at,seq,actor,.*\r\n[^,]+,\d+,operator,created,main,blog,User,.*\r\n$/);
  });

  it('that is paused has no plan; the reason is told as it was written, and colours nothing', async () => {
    const installation = installationWith('right');
    await runLinkspan(installation, 'pause', 'blog', '--reason', '\u001b[31mred');
    const { code, stderr } = await runLinkspan(installation, 'plan', 'blog');
    expect([code, stderr]).toEqual([1, expect.stringContaining('blog is paused: \\u001b[31mred.')]);
  });

  it('has somebody back who was deleted, with the account', async () => {
    const installation = installationWith('right', { provisioning: {} });
    const token = installation.environment.TOKEN ?? '';
    const server = await spawnServer(installation);
    const run = (...args: string[]) => runLinkspan(installation, ...args);
    const account = () => JSON.parse(readFileSync(join(installation.folder, 'accounts.json'), 'utf8'))[0];
    const { id } = (await (await users(server.url, token, newUser('ada', 'Ada'))).json()) as { id: string };
    await expect
      .poll(() => statSync(join(installation.folder, 'accounts.json')).size, { timeout: 5_000 })
      .toBeGreaterThan(2);
    const headers = { authorization: `Bearer ${token}` };
    await fetch(`${server.url}/scim/jumpcloud/v2/Users/${id}`, { method: 'DELETE', headers });
    await expect.poll(() => account().active, { timeout: 5_000 }).toBe(false);

    expect((await run('restore', '--list')).stdout).toContain(`ada  ${id}  deleted by jumpcloud`);
    const restored = await run('restore', 'ADA');
    expect([restored.code, restored.stdout]).toEqual([0, expect.stringContaining(`Restored: User ada (${id}).`)]);
    await expect.poll(() => account().active, { timeout: 5_000 }).toBe(true);
    expect((await run('restore', 'ada')).code).toBe(1);
    expect((await run('restore')).code).toBe(2);
  });

  it('whose sync is broken off by Ctrl-C lets the people at hand end, and says how to go on', async () => {
    const installation = installationWith('right');
    const token = installation.environment.TOKEN ?? '';
    const server = await spawnServer(installation);
    for (let number = 1; number <= 20; number += 1) await users(server.url, token, newUser(`user-${number}`, 'X'));
    writeFileSync(join(installation.folder, 'slow'), '');
    const { child, stdout } = spawnLinkspan(installation, 'sync', 'blog');
    let stderr = '';
    child.stderr.on('data', (piece) => {
      stderr += piece;
    });
    await expect.poll(stdout, { timeout: 10_000 }).toContain('create');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(stderr).toMatch(/Ctrl-C again ends at once\.\n[\s\S]*it was broken off\n.*Go on: linkspan sync blog\n$/);
    const done = JSON.parse(readFileSync(join(installation.folder, 'accounts.json'), 'utf8')).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(20);
    expect(stdout()).toContain(`Done: create ${done}.`);
  });
});

describe('linkspan requests, test and guide', limit, () => {
  const jumpcloud = { connector: '@linkspan/connector-jumpcloud', tokens: [{ env: 'TOKEN' }] };
  // Whoever looks at a client need not have the secrets of the applications at hand.
  const blog = { connector: fileConnector, config: { file: 'a', password: { env: 'BLOG_PASSWORD' } } };

  it('show what a client does as it happens, how far it has come, and what to do at its side', async () => {
    const installation = newInstallation({ clients: { jumpcloud }, applications: { blog } }, { TOKEN: 'x'.repeat(32) });
    writeFileConnector(installation.folder);
    const environment = { ...installation.environment, BLOG_PASSWORD: 'right' };
    const server = await spawnServer({ ...installation, environment });
    const follow = spawnLinkspan(installation, 'requests', 'jumpcloud', '--follow');
    await users(server.url, 'x'.repeat(32));
    await users(server.url, 'wrong');
    await expect
      .poll(follow.stdout, { timeout: 10_000 })
      .toMatch(
        /GET {5}\/Users {2}200 [\s\S]*GET {5}\/Users {2}401 .*\n {4}refused: the token is none of ours\n.*\n {4}< \{.*refused/,
      );

    const tested = await runLinkspan(installation, 'test', 'jumpcloud');
    expect(tested.code).toBe(1);
    expect(tested.stdout).toContain('✓ JumpCloud reaches this server');
    expect(tested.stdout).toContain('✗ JumpCloud signs in');

    const guided = await runLinkspan(installation, 'guide', 'jumpcloud');
    expect(guided.stdout).toContain(`${server.url}/scim/jumpcloud/v2\n`);
    expect(guided.stdout).toContain('9. ');
    expect(guided.stdout).toMatch(
      /\nWhat JumpCloud sends, and where it is kept\n {3}People\n {3}_id +externalId\n {3}email +userName, emails\[type eq "work"\]\.value\n/,
    );
    expect(guided.stdout).toMatch(/\n {3}Groups\n {3}name +displayName\n {3}members +members\.value\n$/);
    const { sent } = JSON.parse((await runLinkspan(installation, 'guide', 'jumpcloud', '--json')).stdout);
    expect(sent.users).toContainEqual({ field: 'jobTitle', attributes: ['title'] });
  });
});

describe('a base URL that was entered wrongly', limit, () => {
  it.each([
    ['/scim/jumpclod/v2/Users', 401, '/scim/jumpclod/v2/…'],
    ['/scim/v2/Users', 404, '/scim/v2/…'],
    ['/scim/jumpcloud/v1/Users', 404, '/scim/jumpcloud/v1/…'],
  ])('is told where the operator looks: %s', async (path, status, place) => {
    const installation = newInstallation({ clients: { jumpcloud: { connector: '@linkspan/connector-jumpcloud' } } });
    const server = await spawnServer(installation);
    const follow = spawnLinkspan(installation, 'requests', 'jumpcloud', '--follow');
    let followed = '';
    follow.child.stderr.on('data', (piece) => {
      followed += piece;
    });
    for (let sent = 0; sent < 2; sent += 1) expect((await fetch(server.url + path)).status).toBe(status);
    await expect.poll(() => followed, { timeout: 10_000 }).toContain(`2 requests came to ${place}, where no client is`);
    expect(server.output().stderr).toMatch(/"level":"warn",.*"place":"\/scim\//);

    const looked = await runLinkspan(installation, 'requests', 'jumpcloud');
    expect(looked.stderr).toMatch(/2 requests came to .*, where no client is, the last at \S+ from 127\.0\.0\.1\./);
    expect(looked.stderr).toContain(
      `If that was meant for jumpcloud: its base URL is ${server.url}/scim/jumpcloud/v2.`,
    );
    const tested = await runLinkspan(installation, 'test', 'jumpcloud');
    expect(tested.stdout).toContain(`2 requests came to ${place}, where no client is`);
  });
});

describe('an output that nobody reads any more', limit, () => {
  it.each([[['schema']], [['requests', 'jumpcloud', '--follow', '--json']]])(
    'ends a command quietly: %j',
    async (args) => {
      const installation = newInstallation(
        { clients: { jumpcloud: { tokens: [{ env: 'TOKEN' }] } } },
        { TOKEN: 'x'.repeat(32) },
      );
      const server = await spawnServer(installation);
      for (let sent = 0; sent < 3; sent += 1) await users(server.url, 'x'.repeat(32));
      const command = spawnLinkspan(installation, ...args);
      let stderr = '';
      command.child.stderr.on('data', (piece) => {
        stderr += piece;
      });
      command.child.stdout.destroy();
      const requesting = setInterval(() => users(server.url, 'x'.repeat(32)), 200);
      onTestFinished(() => clearInterval(requesting));
      expect(await once(command.child, 'exit')).toEqual([0, null]);
      expect(stderr).toBe('');
    },
  );
});

describe('an error', limit, () => {
  it('is one clear line; its stack is for whoever sets LINKSPAN_DEBUG', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    const plain = await runLinkspan({ folder }, 'status');
    expect(plain.code).toBe(1);
    expect(plain.stderr).toMatch(
      /^linkspan: the data folder \S+ cannot be made .*Set LINKSPAN_DATA to one that can\.\n$/,
    );
    const loud = await runLinkspan({ folder, environment: { LINKSPAN_DEBUG: '1' } }, 'status');
    expect(loud.stderr).toContain('    at ');
  });

  it.each([
    [['strat'], "unknown command 'strat'"],
    [['status', '--state', 'gone'], '"gone" is no state'],
  ])('of usage ends with 2: %j', async (args, message) => {
    const { code, stderr } = await runLinkspan({ folder: newFolder() }, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
