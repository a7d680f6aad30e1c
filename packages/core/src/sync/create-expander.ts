import type { ConnectorLog } from '../connector/connector.js';
import type { MarkStore } from '../store/mark-store.js';
import { bindGroups } from './bind-groups.js';
import { expandMarks, expandSelves } from './expand-marks.js';
import { fillApplication } from './fill-application.js';
import type { Runtime } from './runtime.js';
import { createWakeSignal } from './wake-signal.js';

export interface Expander {
  start(): void;
  /** "Something was committed." */
  hint(): void;
  /** Breaks off what is under way, which a next round takes up again, and waits with it until `work` has ended. */
  between(work: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const pollInterval = 1_000;

/** Turns marks into due links, and fills new and changed applications, until it is stopped. */
export function createExpander(options: {
  readonly marks: MarkStore;
  runtimes(): readonly Runtime[];
  readonly log: ConnectorLog;
  /** Links may be due. */
  wake(): void;
}): Expander {
  const { marks, runtimes, log, wake } = options;
  const wakeUp = createWakeSignal();
  const filled = new Set<Runtime>();
  let running: Promise<void> = Promise.resolve();
  let stopping = false;
  /** Of the round at hand. */
  let breaking = new AbortController();
  /** Rounds and what comes between them, in turn. */
  let turn: Promise<void> = Promise.resolve();

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function round(): Promise<void> {
    const { signal } = breaking;
    const present = runtimes();
    const unfilled = await findUnfilled(present);
    const expansion = { marks, runtimes: present, signal, onExpanded: wake };
    for (const runtime of present) {
      if (filled.has(runtime) && !unfilled.has(runtime.name)) continue;
      await bindGroups(runtime);
      await fillApplication(runtime, signal, async () => {
        wake();
        await expandSelves(expansion);
      });
      if (signal.aborted) return;
      filled.add(runtime);
      wake();
    }
    await expandMarks(expansion);
  }

  /** Whatever fails here (the database, mostly) is tried again: nobody else expands marks in this process. */
  async function loop(): Promise<void> {
    while (!stopping) {
      try {
        await inTurn(round);
      } catch (error) {
        if (!stopping) log.warn({ error }, 'expanding changes failed');
      }
      await wakeUp.wait(pollInterval);
    }
  }

  return {
    start() {
      running = loop();
    },
    hint: () => wakeUp.send(),
    between(work) {
      breaking.abort();
      return inTurn(async () => {
        if (!stopping) breaking = new AbortController();
        await work();
      });
    },
    async stop() {
      stopping = true;
      breaking.abort();
      wakeUp.send();
      await running;
    },
  };
}

/** An operator may ask for it while an application runs, and from another process. */
async function findUnfilled([any]: readonly Runtime[]): Promise<ReadonlySet<string>> {
  const records = (await any?.store.applications.list()) ?? [];
  return new Set(records.flatMap(({ name, fillAfter }) => (fillAfter === undefined ? [] : [name])));
}
