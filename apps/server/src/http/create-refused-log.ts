import type { Logger } from 'pino';

/** Milliseconds. */
const interval = 60_000;

/** Tells of refused connections once a minute, however many there are. */
export function createRefusedLog(log: Logger, now: () => number = Date.now): (address: string | undefined) => void {
  let told = Number.NEGATIVE_INFINITY;
  let since = 0;
  return (address) => {
    since += 1;
    const at = now();
    if (at - told < interval) return;
    log.warn({ refused: since, address }, 'more connections than are allowed at once, some were refused');
    told = at;
    since = 0;
  };
}
