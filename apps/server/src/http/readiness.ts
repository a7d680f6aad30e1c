import { isDoneWithin } from '../is-done-within.js';
import type { WriteProbe } from './create-write-probe.js';

/** Whether this process can serve, as `/readyz` tells a load balancer. */
export interface Readiness {
  /** Why it cannot; empty: it can. */
  reasons(): Promise<readonly string[]>;
  /** `starting` at first. */
  enter(phase: 'ready' | 'stopping'): void;
  /** What is to be said of the configuration file; undefined: it is what holds. */
  tellConfiguration(remark: string | undefined): void;
  readonly configuration: string | undefined;
  readonly phase: 'starting' | 'ready' | 'stopping';
}

/** Milliseconds that the database may take to answer. */
const patience = 2_000;

export interface ReadinessOptions {
  /** Rejects where the database does not answer. */
  ping(): Promise<unknown>;
  readonly writes: WriteProbe;
}

export function createReadiness({ ping, writes }: ReadinessOptions): Readiness {
  let phase: Readiness['phase'] = 'starting';
  let configuration: string | undefined;
  return {
    get phase() {
      return phase;
    },
    get configuration() {
      return configuration;
    },
    enter(next) {
      phase = next;
    },
    tellConfiguration(remark) {
      configuration = remark;
    },
    async reasons() {
      const reasons =
        phase === 'ready' ? [] : [phase === 'starting' ? 'The server is starting.' : 'The server is stopping.'];
      if (!(await answers(ping))) return [...reasons, 'The database does not answer.'];
      const failure = phase === 'stopping' ? undefined : await writes.findFailure();
      return failure === undefined ? reasons : [...reasons, failure];
    },
  };
}

async function answers(ping: () => Promise<unknown>): Promise<boolean> {
  try {
    return await isDoneWithin(patience, ping());
  } catch {
    return false;
  }
}
