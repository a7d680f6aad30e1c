import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startRoster } from '../../examples/connector-roster/server/start-roster.mjs';
import { createScimClient, startLinkspan } from './linkspan.js';
import { readPage, toScript } from './read-page.js';
import { personNamed } from './world.js';

const checkout = new URL('../../', import.meta.url);
const soon = { timeout: 20_000, interval: 100 };

test('the page about writing a connector, followed to the letter in an empty folder, puts people and teams into an application', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-example-'));
  const roster = await startRoster();
  onTestFinished(async () => {
    await roster.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const env = {
    LINKSPAN: fileURLToPath(checkout),
    LINKSPAN_DATA: join(folder, 'data'),
    ROSTER_URL: roster.url,
    ROSTER_TOKEN: roster.token,
    JUMPCLOUD_TOKEN: 'x'.repeat(32),
  };
  const said = await follow(new URL('docs/writing-a-connector.md', checkout), folder, env);
  expect(said).toMatch(/Tests +\d{3} passed/);
  expect(said).toContain('The token is accepted.');
  await expectDelivery(join(folder, 'connector-roster', 'dist', 'webhook.js'));

  const configFile = join(folder, 'hub', 'linkspan.yaml');
  const { JUMPCLOUD_TOKEN: _, ...ofRoster } = env;
  const hub = await startLinkspan({ configFile, dataFolder: env.LINKSPAN_DATA, env: ofRoster });
  onTestFinished(async () => void (await hub.stop()));
  const jumpcloud = createScimClient(hub.scimUrl, hub.token);

  const anna = await jumpcloud.pushUser({ ...personNamed('anna'), title: 'Engineer' });
  const ben = await jumpcloud.pushUser(personNamed('ben'));
  const crew = await jumpcloud.createGroup('Crew', [anna, ben]);
  await expect.poll(() => teamsOf(roster), soon).toEqual({ Crew: ['anna@company.example', 'ben@company.example'] });
  await jumpcloud.changeUser(anna, { title: 'Captain', displayName: 'Anna B. Example' });
  await jumpcloud.removeMember(crew, ben);
  await jumpcloud.deleteUser(ben);
  await expect
    .poll(() => peopleOf(roster), soon)
    .toEqual([
      { login: 'anna@company.example', name: 'Anna B. Example', title: 'Captain', enabled: true },
      { login: 'ben@company.example', name: 'Ben Example', title: '', enabled: false },
      { login: 'linkspan', name: '', title: '', enabled: true },
    ]);
  await expect.poll(() => teamsOf(roster), soon).toEqual({ Crew: ['anna@company.example'] });
});

type Roster = Awaited<ReturnType<typeof startRoster>>;

/** Everything that was printed. */
async function follow(page: URL, folder: string, env: Readonly<Record<string, string>>): Promise<string> {
  // Quicker, and about nothing but the page.
  const npm = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
  const options = { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...npm, ...env }, maxBuffer: 2 ** 26 };
  const run = promisify(execFile)('bash', ['-c', toScript(await readPage(page))], options);
  return run.then(
    ({ stdout, stderr }) => stdout + stderr,
    ({ stdout, stderr }) => {
      throw new Error(`The page leads to nowhere:\n${stdout}${stderr}`);
    },
  );
}

/** What Roster posts by itself is what the connector that was built takes. */
async function expectDelivery(file: string): Promise<void> {
  const { createWebhook } = await import(pathToFileURL(file).href);
  const listener = createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const arrived = once(listener, 'request');
  const { port } = listener.address() as AddressInfo;
  const roster = await startRoster({ hook: { url: `http://127.0.0.1:${port}`, secret: 'a secret' } });
  const [request, response] = (await arrived) as [IncomingMessage, ServerResponse];
  const delivery = { headers: request.headers, body: await buffer(request) };
  response.end();
  expect(createWebhook('a secret').receive(delivery)).toEqual({ id: expect.any(String), at: expect.any(Number) });
  expect(createWebhook('another').receive(delivery)).toBeUndefined();
  await roster.stop();
  listener.close();
}

function peopleOf(roster: Roster) {
  const people = roster.people().map(({ login, name, title, enabled }) => ({ login, name, title, enabled }));
  return people.toSorted((one, other) => one.login.localeCompare(other.login));
}

function teamsOf(roster: Roster) {
  const logins = new Map(roster.people().map(({ id, login }) => [id, login]));
  return Object.fromEntries(
    roster.teams().map(({ id, name }) => [
      name,
      roster
        .membersOf(id)
        .map((person) => logins.get(person))
        .toSorted(),
    ]),
  );
}
