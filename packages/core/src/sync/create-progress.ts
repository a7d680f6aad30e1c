import type { Progress } from './orchestrator.js';
import type { Runtime } from './runtime.js';

/** Milliseconds over which the rate is taken. */
const lately = 30_000;
/** Until then an estimate would be a guess. */
const enough = 20;

/** How fast a run is, and when it will end if that stays so. */
export function createProgress(
  runtime: Pick<Runtime, 'now' | 'limits'>,
  { total, seen: before }: { readonly total: number | undefined; readonly seen: number },
) {
  const began = runtime.now();
  const pages: { readonly at: number; readonly seen: number }[] = [{ at: began, seen: before }];
  let worked = 0;
  return {
    /** One person was worked on. */
    done(): void {
      worked += 1;
    },
    read(seen: number): Progress {
      const now = runtime.now();
      pages.push({ at: now, seen });
      while (pages.length > 2 && (pages[0]?.at ?? now) < now - lately) pages.shift();
      const first = pages[0] ?? { at: began, seen: before };
      const rate = now === first.at ? 0 : ((seen - first.seen) * 1_000) / (now - first.at);
      const left = total === undefined || rate === 0 || seen - before < enough ? undefined : (total - seen) / rate;
      return {
        seen,
        ...(total === undefined ? {} : { total }),
        rate: Math.round(rate * 10) / 10,
        limitedBy: worked === 0 ? 'the directory' : (runtime.limits?.() ?? 'the application'),
        ...(left === undefined ? {} : { left: Math.max(0, Math.round(left * 1_000)) }),
      };
    },
  };
}
