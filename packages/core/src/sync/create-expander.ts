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
  const stopping = new AbortController();
  const { signal } = stopping;
  const wakeUp = createWakeSignal();
  const filled = new Set<Runtime>();
  let running: Promise<void> = Promise.resolve();

  async function round(): Promise<void> {
    const present = runtimes();
    const expansion = { marks, runtimes: present, signal, onExpanded: wake };
    for (const runtime of present) {
      if (filled.has(runtime)) continue;
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
    while (!signal.aborted) {
      try {
        await round();
      } catch (error) {
        if (!signal.aborted) log.warn({ error }, 'expanding changes failed');
      }
      await wakeUp.wait(pollInterval);
    }
  }

  return {
    start() {
      running = loop();
    },
    hint: () => wakeUp.send(),
    async stop() {
      stopping.abort();
      wakeUp.send();
      await running;
    },
  };
}
