/** Whether this process can serve, as `/readyz` tells a load balancer. */
export interface Readiness {
  /** Why it cannot; empty: it can. */
  reasons(): Promise<readonly string[]>;
  /** `starting` at first. */
  enter(phase: 'ready' | 'stopping'): void;
  readonly phase: 'starting' | 'ready' | 'stopping';
}

/** Milliseconds that the database may take to answer. */
const patience = 2_000;

/** `ping` rejects where the database does not answer. */
export function createReadiness(ping: () => Promise<unknown>): Readiness {
  let phase: Readiness['phase'] = 'starting';
  return {
    get phase() {
      return phase;
    },
    enter(next) {
      phase = next;
    },
    async reasons() {
      const reasons =
        phase === 'ready' ? [] : [phase === 'starting' ? 'The server is starting.' : 'The server is stopping.'];
      return (await answers(ping)) ? reasons : [...reasons, 'The database does not answer.'];
    },
  };
}

async function answers(ping: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, patience, false);
  });
  try {
    return await Promise.race([ping().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
