import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { testNotify } from '../cli/notify.js';
import { status } from '../cli/status.js';
import type { Terminal } from '../cli/terminal.js';
import { createSettings } from '../store/index.js';
import { newFolder } from '../testing/new-folder.js';
import { startMailServer } from '../testing/start-mail-server.js';
import { startReceiver } from '../testing/start-receiver.js';
import { startTestServer } from '../testing/start-test-server.js';
import { fileConnector, writeFileConnector } from '../testing/write-file-connector.js';
import { findDeliveries } from './delivery-note.js';

const times = { tick: 50, look: 200, digest: 500 };

function terminalIn(folder: string, environment: Readonly<Record<string, string>>) {
  const lines: string[] = [];
  const terminal: Terminal = {
    environment,
    folder,
    print: (line) => void lines.push(line),
    complain: (line) => void lines.push(`! ${line}`),
    write: () => undefined,
    interactive: false,
    command: 'linkspan',
    colors: createColors(false),
  };
  return { terminal, lines };
}

it('who is configured learns of an application that halts, with the reason, and of its end', async () => {
  const receiver = await startReceiver();
  const mail = await startMailServer();
  const environment: Record<string, string> = { PASSWORD: 'wrong', SECRET: 'a-webhook-secret' };
  const server = await startTestServer(
    {
      applications: {
        blog: { connector: fileConnector, config: { file: { env: 'ACCOUNTS' }, password: { env: 'PASSWORD' } } },
      },
      notify: {
        webhook: { url: `${receiver.url}/hook`, secret: { env: 'SECRET' } },
        email: { smtp: `smtp://127.0.0.1:${mail.port}`, from: 'linkspan@example.com', to: ['ops@example.com'] },
      },
    },
    {
      environment,
      notifierTimes: times,
      prepare(folder) {
        writeFileConnector(folder);
        environment.ACCOUNTS = join(folder, 'accounts.json');
      },
    },
  );
  const { store } = server.host.parts;
  await store.applications.update('blog', {
    halted: { kind: 'auth', reason: 'file: the password was refused.', at: Date.now() },
  });
  const messages = () => receiver.received.map(({ body }) => JSON.parse(body));
  await expect.poll(messages, { timeout: 5_000 }).toMatchObject([
    {
      summary: '1 halted',
      alerts: [{ kind: 'halted', application: 'blog', details: ['file: the password was refused.'] }],
    },
  ]);
  await expect.poll(() => mail.mails.join()).toContain('Subject: [Linkspan] 1 halted');
  await store.applications.update('blog', { halted: null });
  await expect.poll(messages, { timeout: 5_000 }).toMatchObject([{}, { resolved: [{ application: 'blog' }] }]);
  expect(JSON.stringify(receiver.received)).not.toContain('a-webhook-secret');
});

it('a configuration that is rejected is told of', async () => {
  const receiver = await startReceiver();
  const server = await startTestServer(
    { notify: { webhook: { url: receiver.url, secret: { env: 'SECRET' } } } },
    { environment: { SECRET: 'a-webhook-secret' }, notifierTimes: times, configurationInterval: 50 },
  );
  writeFileSync(join(server.folder, 'linkspan.yaml'), 'clients: [');
  await expect
    .poll(() => receiver.received.map(({ body }) => JSON.parse(body).summary), { timeout: 10_000 })
    .toEqual(['1 configuration rejected']);
});

it('status says which way the last message did not go', async () => {
  const receiver = await startReceiver();
  receiver.answer(404);
  const environment = { SECRET: 'a-webhook-secret', IDP_TOKEN: 'a-token-of-the-tests-0123456789' };
  const server = await startTestServer(
    {
      notify: { webhook: { url: receiver.url, secret: { env: 'SECRET' } } },
      applications: {},
    },
    { environment, notifierTimes: times },
  );
  const settings = createSettings(server.host.database);
  const token = { id: 't', client: 'idp', name: 'main', hash: '', scopes: [], createdAt: 1 };
  await server.host.parts.tokens.add({ ...token, expiresAt: Date.now() + 3_600_000 });
  await expect.poll(() => findDeliveries(settings), { timeout: 5_000 }).toMatchObject([{ channel: 'webhook' }]);
  const { terminal, lines } = terminalIn(server.folder, environment);
  expect(await status(terminal, undefined, {})).toBe(0);
  expect(lines.join('\n')).toMatch(
    /! notification by webhook failed at .*: it answered 404: is the address still the right one\?\. Try "linkspan notify test"\./,
  );
});

it('a sample goes every way, and says which did not', async () => {
  const receiver = await startReceiver();
  const mail = await startMailServer({ RCPT: '550 unknown' });
  const folder = newFolder();
  const notify = {
    webhook: { url: receiver.url, secret: { env: 'SECRET' } },
    email: { smtp: `smtp://127.0.0.1:${mail.port}`, from: 'linkspan@example.com', to: ['ops@example.com'] },
  };
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify({ notify }));
  const { terminal, lines } = terminalIn(folder, { SECRET: 'a-webhook-secret' });
  expect(await testNotify(terminal, {})).toBe(1);
  expect(lines).toEqual(['sent    webhook', expect.stringMatching(/^failed {2}email: .*550/)]);
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ test: true, summary: 'Test: 1 halted' });
  expect(readFileSync(join(folder, 'linkspan.yaml'), 'utf8')).not.toContain('a-webhook-secret');
});

it('without anybody to tell a sample says so', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'linkspan.yaml'), '{}');
  const { terminal, lines } = terminalIn(folder, {});
  expect(await testNotify(terminal, {})).toBe(1);
  expect(lines).toEqual(['! linkspan: nobody is told anything: there is no `notify` in the configuration.']);
});
