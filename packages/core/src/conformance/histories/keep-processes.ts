import type { Store } from '../../store/store.js';
import type { Process } from './begin-process.js';

/** The processes of a history, of which each may die and is begun anew in its place. */
export interface KeptProcesses {
  /** Begins one for each view of the database. Before, there is none. */
  begin(): void;
  /** The one at a place, or the first where there are not so many. */
  at(place: number): Process;
  hint(): void;
  /** Begins anew whoever has died. */
  revive(): void;
  /** From now on nobody dies, and whoever has died is begun anew. */
  calm(): void;
  stop(): Promise<void>;
  /** What each has warned of, the dead ones first. */
  readonly alarms: readonly string[];
}

export function keepProcesses(views: readonly Store[], beginOne: (view: Store) => Process): KeptProcesses {
  const ofTheDead: string[] = [];
  const living: { readonly view: Store; process: Process }[] = [];

  function revive(): void {
    for (const kept of living) {
      if (!kept.process.mortal.dead) continue;
      ofTheDead.push(...kept.process.alarms);
      kept.process = beginOne(kept.view);
    }
  }

  return {
    begin() {
      for (const view of views) living.push({ view, process: beginOne(view) });
    },
    at(place) {
      const kept = living[place] ?? living[0];
      if (kept === undefined) throw new Error('there is no process');
      return kept.process;
    },
    hint() {
      for (const { process } of living) process.orchestrator.hint();
    },
    revive,
    calm() {
      for (const { process } of living) process.mortal.live();
      revive();
    },
    async stop() {
      await Promise.all(living.map(({ process }) => process.orchestrator.stop()));
    },
    get alarms() {
      return [...ofTheDead, ...living.flatMap(({ process }) => process.alarms)];
    },
  };
}
