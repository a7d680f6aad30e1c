import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../create-log.js';
import { createSettings, createSqlStore } from '../store/index.js';
import { openSqliteFile } from '../store/testing/open-sqlite-file.js';
import { DeliveryError } from './channel.js';
import type { Condition } from './condition.js';
import { findDeliveries } from './delivery-note.js';
import type { Message } from './message.js';
import { type Notifier, type NotifierTimes, startNotifier } from './start-notifier.js';

const halted: Condition = { key: 'halted blog', kind: 'halted', title: 'blog is halted', remedy: 'test', weight: 1 };
const held: Condition = { ...halted, key: 'held blog', kind: 'held' };

/** What is there, and what came of it, for any number of servers. */
async function createWorld() {
  const { database, remove } = await openSqliteFile();
  onTestFinished(remove);
  const world = {
    conditions: [] as readonly Condition[],
    messages: [] as Message[],
    failing: false,
    looks: 0,
    hanging: false,
  };
  const start = (times: Partial<NotifierTimes> = {}): Notifier => {
    const { guards, journal } = createSqlStore(database);
    const notifier = startNotifier({
      channels: async () => [
        {
          name: 'webhook',
          async send(message) {
            if (world.hanging) await new Promise(() => {});
            if (world.failing) throw new DeliveryError('it answered 500');
            world.messages.push(message);
          },
        },
      ],
      async findConditions() {
        world.looks += 1;
        return world.conditions;
      },
      settings: createSettings(database),
      guards,
      journal,
      server: () => 'https://hub.example.com',
      log: createLog('silent'),
      times: { tick: 20, look: 20, digest: 200, reminder: 60_000, ...times },
    });
    onTestFinished(() => notifier.stop());
    return notifier;
  };
  const told = () => world.messages.map(({ alerts, resolved }) => [...alerts, ...resolved].map(({ key }) => key));
  return { world, start, told, database };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the notifier', () => {
  it('tells of what is there, once, and of its end', async () => {
    const { world, start, told, database } = await createWorld();
    world.conditions = [halted];
    const notifier = start();
    await expect.poll(told).toEqual([['halted blog']]);
    await pause(300);
    expect(told()).toHaveLength(1);
    world.conditions = [];
    await expect.poll(told).toEqual([['halted blog'], ['halted blog']]);
    expect(world.messages[1]?.resolved).toHaveLength(1);
    await notifier.stop();
    expect(await findDeliveries(createSettings(database))).toEqual([{ channel: 'webhook', at: expect.any(Number) }]);
  });

  it('does not repeat itself after a restart, and one of several servers tells', async () => {
    const { world, start, told, database } = await createWorld();
    world.conditions = [halted];
    const servers = [start(), start(), start()];
    await expect.poll(told).toEqual([['halted blog']]);
    await pause(300);
    await Promise.all(servers.map((server) => server.stop()));
    const before = world.looks;
    start();
    await pause(300);
    // The lease of a server that has ended lasts a minute.
    expect(world.looks).toBe(before);
    await createSqlStore(database).guards.purge(Date.now() + 1);
    await expect.poll(() => world.looks).toBeGreaterThan(before);
    world.conditions = [halted, held];
    await expect.poll(told).toEqual([['halted blog'], ['held blog']]);
  });

  it('tells after an outage of the receiver what came up meanwhile, in one', async () => {
    const { world, start, told, database } = await createWorld();
    world.failing = true;
    world.conditions = [halted];
    start();
    await expect.poll(() => findDeliveries(createSettings(database))).toMatchObject([{ error: 'it answered 500' }]);
    world.conditions = [halted, { ...halted, key: 'halted wiki' }];
    world.failing = false;
    await expect.poll(told, { timeout: 3_000 }).toEqual([['halted blog', 'halted wiki']]);
  });

  it('stops at once though a receiver hangs, and tells after the next start', async () => {
    const { world, start, told, database } = await createWorld();
    world.hanging = true;
    world.conditions = [halted];
    const notifier = start();
    const settings = createSettings(database);
    await expect.poll(() => settings.find('notify')).toHaveProperty('sendingUntil');
    await notifier.stop();
    await createSqlStore(database).guards.purge(Date.now() + 1);
    world.hanging = false;
    start();
    await expect.poll(told).toEqual([['halted blog']]);
  });

  it('looks at once when the journal says that something was halted', async () => {
    const { world, start, told, database } = await createWorld();
    start({ look: 60_000 });
    await expect.poll(() => world.looks).toBe(1);
    world.conditions = [halted];
    const { journal } = createSqlStore(database);
    const line = { actor: 'linkspan', directory: 'main', application: 'blog', resourceType: '', resourceId: '' };
    await journal.append([{ ...line, action: 'updated' }]);
    await pause(100);
    expect(told()).toEqual([]);
    await journal.append([{ ...line, action: 'halted' }]);
    await expect.poll(told).toEqual([['halted blog']]);
  });

  it('goes on after a look that failed', async () => {
    const { world, start, told } = await createWorld();
    const broken: readonly Condition[] = new Proxy([], {
      get() {
        throw new Error('the database is gone');
      },
    });
    world.conditions = broken;
    start();
    await expect.poll(() => world.looks).toBeGreaterThan(1);
    world.conditions = [halted];
    await expect.poll(told).toEqual([['halted blog']]);
  });
});
