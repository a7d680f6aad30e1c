import type { Orchestrator } from '../../sync/orchestrator.js';
import type { Process } from '../histories/begin-process.js';
import { application } from '../histories/begin-process.js';
import type { Driver } from '../histories/create-driver.js';
import type { Ledger } from './create-ledger.js';
import { attributes, names } from './two-way-history.js';

/** Starts commands and does not wait for them: they go on while other things happen. */
export interface TwoWayOperator {
  ask(process: Process, what: 'approve' | 'reject' | 'sync' | 'pull'): void;
  /** Whatever conflicts. */
  resolve(process: Process, take: 'directory' | 'application'): void;
  /** Decides all that waits, and waits until that is said. Resolves with how much. */
  decideAll(process: Process, driver: Driver, random: () => number): Promise<number>;
  /** Whether a command goes on in a process that lives. */
  readonly isAtWork: boolean;
  /** What ended as no fault of the site explains. */
  readonly failures: readonly string[];
}

export function createTwoWayOperator(ledger: Ledger): TwoWayOperator {
  const commands = new Set<Pick<Process, 'mortal'>>();
  const failures: string[] = [];

  function operate({ mortal, orchestrator }: Process, command: (orchestrator: Orchestrator) => Promise<unknown>): void {
    const one = { mortal };
    commands.add(one);
    command(orchestrator)
      .catch((error: unknown) => {
        const isOfTheSite = error instanceof Error && error.name === 'ConnectorError';
        const isTooSoon = error instanceof Error && error.message.includes('try again in a moment');
        if (!mortal.dead && !isOfTheSite && !isTooSoon)
          failures.push(`a command failed: ${error instanceof Error ? error.stack : error}`);
      })
      .finally(() => commands.delete(one));
  }

  async function resolveAll(orchestrator: Orchestrator, choose: () => 'directory' | 'application'): Promise<number> {
    let decided = 0;
    for (const userName of names) {
      const take = choose();
      const waiting = (await orchestrator.inbox(application)).filter(({ label }) => label === userName);
      for (const { hold } of waiting) {
        if (hold.guard !== 'conflict' || !('conflicts' in hold)) continue;
        for (const { scim } of Object.values(hold.conflicts)) {
          const subject = [...attributes, 'roles', 'active'].find((name) => scim.startsWith(name)) ?? scim;
          ledger.decide(`${userName} ${subject}`, take);
        }
        decided += await orchestrator.resolve(application, { userName, take });
      }
    }
    return decided;
  }

  async function countOthers(orchestrator: Orchestrator): Promise<number> {
    return (await orchestrator.inbox(application)).filter(({ hold }) => hold.guard !== 'conflict').length;
  }

  return {
    ask: (process, what) =>
      operate(process, (orchestrator) => {
        if (what === 'pull') return orchestrator.pull(application);
        if (what === 'sync') return orchestrator.sync(application, { full: true });
        return orchestrator[what](application, {});
      }),
    resolve: (process, take) => operate(process, (orchestrator) => resolveAll(orchestrator, () => take)),
    async decideAll({ orchestrator }, driver, random) {
      const choose = () => (random() < 0.5 ? 'directory' : 'application');
      const resolved = await driver.during(resolveAll(orchestrator, choose), 60_000);
      // Whatever that made due is leased for a moment.
      await driver.drive(5_000);
      if (random() < 0.5) return resolved + (await driver.during(orchestrator.approve(application, {}), 60_000));
      const before = await countOthers(orchestrator);
      await driver.during(orchestrator.reject(application, {}), 60_000);
      return resolved + before - (await countOthers(orchestrator));
    },
    get isAtWork() {
      return [...commands].some(({ mortal }) => !mortal.dead);
    },
    failures,
  };
}
