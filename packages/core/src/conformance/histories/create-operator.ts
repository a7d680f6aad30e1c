import type { Store } from '../../store/store.js';
import type { Orchestrator } from '../../sync/orchestrator.js';
import { application, type Process } from './begin-process.js';
import type { Name } from './history.js';

/** Starts commands and does not wait for them: they go on while other things happen. */
export interface Operator {
  sync(process: Process, asked: { readonly full: boolean; readonly only?: Name }): void;
  /** Takes back the last run that did something. */
  undo(process: Process): void;
  /** Lets the directory rule again over whoever was taken back. Resolves with how many. */
  approve(process: Process): Promise<number>;
  /** Whether a command goes on in a process that lives. */
  readonly isAtWork: boolean;
  /** What ended as no fault of the site explains. */
  readonly failures: readonly string[];
}

/** Of what a run did, what can be taken back. */
const reversible: readonly string[] = ['create', 'update', 'deactivate', 'reactivate'];

export function createOperator(store: Store): Operator {
  const commands = new Set<Pick<Process, 'mortal'>>();
  const failures: string[] = [];

  function operate({ mortal, orchestrator }: Process, command: (orchestrator: Orchestrator) => Promise<unknown>): void {
    const one = { mortal };
    commands.add(one);
    command(orchestrator)
      .catch((error: unknown) => {
        const isOfTheSite = error instanceof Error && error.name === 'ConnectorError';
        if (!mortal.dead && !isOfTheSite) failures.push(`a command failed: ${error}`);
      })
      .finally(() => commands.delete(one));
  }

  async function undoLast(orchestrator: Orchestrator): Promise<void> {
    const runs = await store.runs.list({ application, limit: 20 });
    const last = runs.find(({ state, counts }) => state !== 'running' && reversible.some((action) => action in counts));
    if (last !== undefined) await orchestrator.apply((await orchestrator.undo(last.id)).id, {});
  }

  return {
    sync(process, { full, only }) {
      const people = only === undefined ? {} : { userNames: [only] };
      operate(process, (orchestrator) => orchestrator.sync(application, { full, ...people }));
    },
    undo: (process) => operate(process, undoLast),
    approve: ({ orchestrator }) => orchestrator.approve(application, { guard: 'undo' }),
    get isAtWork() {
      return [...commands].some(({ mortal }) => !mortal.dead);
    },
    failures,
  };
}
