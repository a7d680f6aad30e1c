import { expect, test } from 'vitest';
import { eventDatabases } from '../events/testing/event-databases.js';
import { startEventReceiver } from '../events/testing/start-event-receiver.js';
import { startEventServer } from '../events/testing/start-event-server.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { createProgram } from './create-program.js';

const patient = { timeout: 10_000 };
const [, make] = eventDatabases[0] ?? expect.fail('there is SQLite');

test('a receiver that refuses us is shown with the reason, and goes on when it is told to', async () => {
  const receiver = await startEventReceiver();
  receiver.answer((response) => void response.writeHead(401).end());
  const server = await startEventServer(make, {
    siem: { delivery: 'push', url: receiver.url, token: { env: 'PUSH_TOKEN' } },
  });
  const run = async (...words: readonly string[]) => {
    const terminal = { ...createTestTerminal(), folder: server.folder, environment: { IDP_TOKEN: 'x' } };
    await createProgram(terminal, () => undefined).parseAsync(['node', 'linkspan', ...words]);
    return terminal.lines.join('\n');
  };
  expect(await run('events')).toContain('siem  running  push, directory main');
  expect(await run('status')).not.toContain('events');
  await server.addUser('ada');
  const { store } = server.host.parts.eventParts;
  await expect.poll(() => store.find('siem'), patient).toMatchObject({ haltedAt: expect.any(Number) });

  expect(await run('events')).toMatch(/siem {2}halted since .*: it refused our credentials \(401\)/);
  expect(JSON.parse(await run('events', '--json'))).toMatchObject({
    receivers: [{ name: 'siem', delivered: 0, behind: 1, attempts: 1, oldest: expect.any(Number) }],
  });
  expect(await run('status')).toMatch(/^! events for siem: halted since .* See "linkspan events"\.$/m);
  await expect(run('events', 'retry', 'sime')).rejects.toThrow('Did you mean siem?');
  receiver.answer((response) => void response.writeHead(202).end());
  expect(await run('events', 'retry', 'siem')).toContain('siem is tried again');
  await expect.poll(() => store.find('siem'), patient).toMatchObject({ delivered: 1 });
  expect(await run('events')).toContain('1 delivered');
});
