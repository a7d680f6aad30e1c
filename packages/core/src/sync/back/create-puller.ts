import { ConnectorError } from '../../connector/connector-error.js';
import { haltApplication } from '../halt.js';
import { backoff } from '../recover.js';
import type { Runtime } from '../runtime.js';
import { StrangerError } from '../stranger-error.js';
import { createWakeSignal } from '../wake-signal.js';
import { pullChanges, readBackState, saveBackState } from './pull-changes.js';

export interface Puller {
  /** "Something may be there to fetch." */
  wake(): void;
  /** Begins nothing more, and breaks off what is under way: what is durable stays so, and the rest is asked for again. */
  stop(): Promise<void>;
}

/** Milliseconds between two listings of everything, and from a failure to the next hint that is heeded. */
const afterListing = 5_000;
const afterFailure = 60_000;
/** Webhooks are stored by whichever process took them. */
const lookInterval = 1_000;

/** Asks one application for changes: when the process begins, when a webhook has come, and every `poll`. */
export function createPuller(runtime: Runtime, onPulled: () => void): Puller {
  const wakeUp = createWakeSignal();
  const ending = new AbortController();
  const { signal } = ending;
  let began = false;

  async function round(): Promise<void> {
    const own = [runtime, ...(runtime.groups ? [runtime.groups] : [])];
    const record = await runtime.store.applications.get(runtime.name);
    const stands = record.halted ?? record.quarantine;
    if (stands !== undefined || (record.pausedUntil ?? 0) > runtime.now()) return;
    const hinted = record.hintedAt !== undefined && !(await isTooSoon(own));
    // Before it is asked: what comes while it is asked is another hint.
    if (hinted) await runtime.store.applications.update(runtime.name, { hintedAt: null });
    for (const one of own) {
      if (signal.aborted) return;
      if (hinted || !began || (await isDue(one))) await pull(one);
    }
    began = true;
  }

  async function pull(one: Runtime): Promise<void> {
    try {
      await pullChanges(one, { signal });
      onPulled();
    } catch (error) {
      if (signal.aborted) return;
      await settle(one, error);
    }
  }

  async function settle(one: Runtime, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    if (StrangerError.is(error)) return haltApplication(one, 'identity', reason);
    if (ConnectorError.is(error) && error.kind === 'auth') return haltApplication(one, 'auth', reason);
    runtime.log.warn({ application: one.name, type: one.type, error }, 'changes could not be asked for');
    const state = await readBackState(one);
    const times = (state.failure?.times ?? 0) + 1;
    await saveBackState(one, { failure: { reason, at: one.now(), times } });
  }

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      await round().catch((error: unknown) => {
        runtime.log.warn({ application: runtime.name, error }, 'pull round failed');
      });
      if (!signal.aborted) await wakeUp.wait(lookInterval);
    }
  }

  const running = loop();
  return {
    wake: () => wakeUp.send(),
    async stop() {
      ending.abort();
      wakeUp.send();
      await running;
    },
  };
}

/** A listing of everything is not begun anew for each hint, nor an application that fails asked for each. */
async function isTooSoon(runtimes: readonly Runtime[]): Promise<boolean> {
  for (const runtime of runtimes) {
    const { way, pulledAt = 0, failure } = await readBackState(runtime);
    const until = failure ? failure.at + afterFailure : way === 'listing' ? pulledAt + afterListing : 0;
    if (runtime.now() < until) return true;
  }
  return false;
}

async function isDue(runtime: Runtime): Promise<boolean> {
  const next = await nextPull(runtime);
  if (next !== undefined && next <= runtime.now()) return true;
  const { newcomers } = runtime.store;
  const due = await newcomers.list(runtime.name, runtime.type, { state: 'new', dueBy: runtime.now(), limit: 1 });
  return due.length > 0;
}

/** When it is asked next, milliseconds; undefined: when a webhook says so. */
export async function nextPull(runtime: Runtime): Promise<number | undefined> {
  const { policy } = runtime.back ?? {};
  const { pulledAt, failure } = await readBackState(runtime);
  if (failure !== undefined) return failure.at + backoff(failure.times, () => 0.5);
  if (policy?.source.includes('poll') !== true) return undefined;
  return (pulledAt ?? 0) + policy.poll;
}
