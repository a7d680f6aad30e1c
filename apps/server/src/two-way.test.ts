import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { syncFrom } from './cli/sync-from.js';
import { withOperatorHost } from './cli/with-operator-host.js';
import { createTestTerminal } from './testing/create-test-terminal.js';
import { type LiveServer, startLiveServer } from './testing/start-live-server.js';
import { fileConnector } from './testing/write-file-connector.js';

const limit = { timeout: 60_000 };
const until = <Value>(read: () => Value) => expect.poll(read, { timeout: 15_000, interval: 20 });

async function withAnna(live: LiveServer): Promise<string> {
  const id = await live.addUser('anna', { displayName: 'Anna' });
  await until(async () => (await live.link(id)).state).toBe('linked');
  return id;
}

function hook({ url }: LiveServer, delivery: string, { password = 'right', at = Date.now(), name = 'blog' } = {}) {
  const headers = { 'X-Password': password, 'X-Delivery': delivery, 'X-At': String(at) };
  return fetch(`${url}/hooks/${name}`, { method: 'POST', headers, body: '{}' });
}

it('a webhook brings a change back within seconds, though the next poll is a week away', limit, async () => {
  const live = await startLiveServer({ twoWay: { attributes: ['displayName'], poll: '7d' } });
  const anna = await withAnna(live);
  const { applications } = live.host.parts.store;
  await until(async () => (await applications.get('blog')).back?.User?.baseline).toBe(true);
  live.edit('anna', { name: 'Anna B.' });
  expect((await hook(live, 'd-1')).status).toBe(202);
  await until(async () => (await live.person(anna))?.displayName).toBe('Anna B.');
  expect(await (await hook(live, 'd-1')).json()).toEqual({ status: 'repeated' });
  expect((await hook(live, 'd-2', { password: 'wrong' })).status).toBe(401);
  expect((await hook(live, 'd-2', { at: Date.now() - 3_600_000 })).status).toBe(401);
  expect((await hook(live, 'd-2', { name: 'nobody' })).status).toBe(404);
  await live.change({});
  // What is under way ends by the former configuration.
  await until(async () => (await hook(live, 'd-3')).status).toBe(404);
});

it(
  '`sync --from` takes back what changed at one application and makes the others agree, without a server',
  limit,
  async () => {
    const twoWay = { attributes: ['displayName'], onNew: 'import' };
    const mapping = [{ remote: 'login', back: '$value' }];
    const other = { connector: fileConnector, config: { file: 'wiki.json', password: { env: 'PASSWORD' } } };
    const live = await startLiveServer();
    const anna = await withAnna(live);
    const { config } = JSON.parse(live.textOf({})).applications.blog;
    const blog = { connector: fileConnector, config, twoWay, mapping };
    const wiki = { ...other, config: { ...other.config, file: join(live.folder, 'wiki.json') } };
    live.write(live.textOf({}, { applications: { blog, wiki } }));
    const wikiAccounts = (): readonly { readonly fields: object }[] =>
      JSON.parse(readFileSync(join(live.folder, 'wiki.json'), 'utf8'));
    await until(() => live.host.parts.applications.map(({ name }) => name)).toEqual(['blog', 'wiki']);
    await until(async () => (await live.host.parts.store.links.find('wiki', anna))?.state).toBe('linked');
    await live.stop();

    live.edit('anna', { name: 'Anna B.' });
    live.place({ id: '9', fields: { login: 'nina', name: 'Nina' }, active: true });
    const terminal = {
      ...createTestTerminal(),
      folder: live.folder,
      environment: { PORT: '0', IDP_TOKEN: 'a-token-of-the-tests-0123456789', PASSWORD: 'right' },
    };
    const code = await withOperatorHost(terminal, (host) => syncFrom(terminal, host, 'blog', [], {}));
    expect([code, terminal.lines]).toEqual([0, expect.arrayContaining(['From blog:', 'To wiki:'])]);
    expect(wikiAccounts().map(({ fields }) => fields)).toEqual([
      expect.objectContaining({ login: 'anna', name: 'Anna B.' }),
      expect.objectContaining({ login: 'nina', name: 'Nina' }),
    ]);
    live.edit('anna', { name: 'Anna C.' });
    live.edit('nina', { name: 'Nina N.' });
    await withOperatorHost(terminal, (host) => syncFrom(terminal, host, 'blog', ['anna'], {}));
    expect(wikiAccounts().map(({ fields }) => fields)).toEqual([
      expect.objectContaining({ login: 'anna', name: 'Anna C.' }),
      expect.objectContaining({ login: 'nina', name: 'Nina' }),
    ]);
    live.place({ id: '10', fields: { login: 'olga', name: 'Olga' }, active: true });
    await withOperatorHost(terminal, (host) => syncFrom(terminal, host, 'blog', ['olga', 'nina'], {}));
    expect(wikiAccounts().map(({ fields }) => fields)).toEqual([
      expect.objectContaining({ login: 'anna' }),
      expect.objectContaining({ login: 'nina', name: 'Nina N.' }),
      expect.objectContaining({ login: 'olga', name: 'Olga' }),
    ]);
    terminal.lines.length = 0;
    await withOperatorHost(terminal, (host) => syncFrom(terminal, host, 'blog', [], {}));
    expect(terminal.lines.filter((line) => /^ {2}(create|update)/.test(line))).toEqual([]);
  },
);
