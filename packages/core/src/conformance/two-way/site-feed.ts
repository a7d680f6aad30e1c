import type { Delta } from '../../connector/changes.js';
import type { Json } from '../../scim/json.js';
import type { SiteAnswer } from '../histories/faulty-site.js';

export interface SiteFeed {
  tell(delta: Omit<Delta, 'at'>): void;
  /** What has not been read by then cannot be any more. */
  reset(): void;
  /** Of what happens next. */
  delay(milliseconds: number): void;
  read(since: string | undefined): SiteAnswer;
}

const pageSize = 3;
/** How many rows come late after they were asked to. */
const lateRows = 2;

export function createSiteFeed(): SiteFeed {
  const events: { readonly seq: number; readonly delta: Delta }[] = [];
  let generation = 1;
  let lastSeq = 0;
  let late = 0;
  let delay = 0;

  function append(delta: Delta, of: number): void {
    if (of !== generation) return;
    lastSeq += 1;
    events.push({ seq: lastSeq, delta });
  }

  return {
    tell(told) {
      const delta = { ...told, at: Date.now() };
      const of = generation;
      late -= 1;
      if (late >= 0) setTimeout(() => append(delta, of), delay);
      else append(delta, of);
    },
    reset() {
      generation += 1;
      lastSeq = 0;
      events.length = 0;
    },
    delay(milliseconds) {
      late = lateRows;
      delay = milliseconds;
    },
    read(since) {
      const [of, from = '0'] = since?.split(':') ?? [];
      const isSame = of === undefined || Number(of) === generation;
      const behind = of === undefined || !isSame ? [] : events.filter(({ seq }) => seq > Number(from));
      const page = behind.slice(0, pageSize);
      const last = behind.length > page.length ? page.at(-1)?.seq : lastSeq;
      const items = page.map(({ delta }) => ({ ...delta })) as unknown as Json;
      return {
        status: 200,
        body: {
          items,
          checkpoint: `${generation}:${last ?? 0}`,
          more: behind.length > page.length,
          complete: isSame,
        },
      };
    },
  };
}
