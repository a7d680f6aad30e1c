import { ConnectorError } from '../../connector/connector-error.js';
import type { Store } from '../../store/store.js';
import { application, type Process } from '../histories/begin-process.js';
import type { Driver } from '../histories/create-driver.js';
import type { FaultyNetwork } from '../histories/faulty-network.js';
import { settle } from '../histories/settle.js';

/** Milliseconds that a pull may take. */
const patience = 120_000;
const mostRounds = 30;
/** Longer than the site asks anybody to wait, and than whoever could not be judged waits. */
const pause = 40_000;

/** Lets time pass until nothing is left to do, also after everything was looked at once more. */
export async function restTwoWay({
  process,
  ...parts
}: {
  readonly store: Store;
  readonly driver: Driver;
  readonly network: FaultyNetwork;
  readonly operator: { readonly isAtWork: boolean };
  readonly process: Process;
}): Promise<void> {
  const { driver, network, store } = parts;
  const calm = { ...parts, way: 'automatic' } as const;
  for (let round = 0; round < mostRounds; round += 1) {
    await settle(calm);
    if (!(await lookAtAll())) continue;
    const before = await lastLine();
    const writes = network.writes.length;
    await settle(calm);
    if (!(await lookAtAll())) continue;
    await settle(calm);
    const [newcomer] = await store.newcomers.list(application, 'User', { state: 'new', limit: 1 });
    const done = (await lastLine()) === before && network.writes.length === writes && newcomer === undefined;
    if (done) return;
    if (newcomer !== undefined) await driver.drive(pause);
  }
  throw new Error('it does not come to rest: something is written again and again');

  /** False: the site lets nobody through for a while, by what it said before. */
  async function lookAtAll(): Promise<boolean> {
    const { orchestrator } = process;
    try {
      const { refused } = await driver.during(orchestrator.pull(application), patience);
      const report = await driver.during(orchestrator.sync(application, { full: true }), patience);
      const obstacle = refused ?? report.refused;
      if (obstacle !== undefined) throw new Error(`it cannot be asked for changes: ${obstacle}`);
      return true;
    } catch (error) {
      if (!ConnectorError.is(error)) throw error;
      await driver.drive(pause);
      return false;
    }
  }

  /** About the directory: whatever waits there is told of with every pass. */
  async function lastLine(): Promise<number | undefined> {
    const lines = await store.journal.list({ limit: 200 });
    return lines.find((line) => line.application === undefined)?.seq;
  }
}
