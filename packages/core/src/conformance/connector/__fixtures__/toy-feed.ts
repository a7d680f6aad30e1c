import type { Changes, Delta } from '../../../connector/changes.js';
import type { Fault } from './toy-site.js';

/** Changes on a page. */
export const feedPageSize = 3;

export interface ToyRow {
  readonly seq: number;
  readonly id: string;
  readonly what: 'create' | 'update' | 'activity' | 'members' | 'remove';
  readonly origin: 'ours' | 'theirs';
  readonly fields: readonly string[];
}

/** What has happened to the accounts of one type, oldest first. */
export interface ToyFeed {
  write(row: Omit<ToyRow, 'seq'>): void;
  read(): readonly ToyRow[];
  /** The number of the last row there ever was, and of the first that is still there. */
  last(): number;
  first(): number;
  forget(): void;
  /** Rows are shown from now on, where the site shows them only when it is told to. */
  settle(): void;
}

/** `late`: milliseconds until a row shows; `told`: when `settle` is called. */
export function createToyFeed(late: number | 'told' = 0): ToyFeed {
  let rows: readonly (ToyRow & { readonly at: number })[] = [];
  let last = 0;
  let settled = 0;
  const shown = () => rows.filter(({ at, seq }) => (late === 'told' ? seq <= settled : Date.now() >= at + late));
  return {
    write(row) {
      last += 1;
      rows = [...rows, { ...row, seq: last, at: Date.now() }];
    },
    read: shown,
    last: () => shown().at(-1)?.seq ?? last - rows.length,
    first: () => last - rows.length + 1,
    forget() {
      rows = [];
    },
    settle() {
      settled = last;
    },
  };
}

const untold: Partial<Record<Fault, (row: ToyRow) => boolean>> = {
  'creates are not told': ({ what }) => what === 'create',
  'updates are not told': ({ what, origin }) => what === 'update' && origin === 'ours',
  'deactivations are not told': ({ what }) => what === 'activity',
  'what strangers do is not told': ({ origin }) => origin === 'theirs',
  'who joins is not told': ({ what }) => what === 'members',
};

/** Reads a feed for one connection, or, with a fault, misreads it in one way. */
export function createFeedReader(feed: ToyFeed, fault: Fault | undefined): (since: string | undefined) => Changes {
  const own = new Set<string>();
  let taken = 0;

  function checkpoint(seq: number): string {
    own.add(`t${seq}`);
    return `t${seq}`;
  }

  function toDelta({ id, what, origin, fields }: ToyRow): Delta {
    const kind = what === 'remove' && fault !== 'removals are told as changes' ? 'deleted' : 'changed';
    return {
      id,
      kind,
      origin: fault === 'all is said to be ours' ? 'ours' : origin,
      fields: fault === 'fields have the names of the database' ? fields.map((name) => `col_${name}`) : fields,
    };
  }

  return (since) => {
    const last = feed.last();
    const nothing = { items: [], checkpoint: checkpoint(last), more: false, complete: true };
    if (since === undefined) {
      return { ...nothing, items: fault === 'changes begin at the beginning' ? feed.read().map(toDelta) : [] };
    }
    const from = Number(/^t(\d+)$/.exec(since)?.[1] ?? 'NaN');
    const isForeign = fault === 'checkpoints belong to the connection' && !own.has(since);
    if (Number.isNaN(from) || isForeign) {
      if (fault === 'a checkpoint of nonsense is an error') throw new TypeError('not a checkpoint');
      return { ...nothing, complete: fault === 'a checkpoint of nonsense is taken for now' };
    }
    if (from + 1 < feed.first() && fault !== 'what was forgotten is passed over') return { ...nothing, complete: false };
    const all = feed.read().filter((row) => row.seq > (fault === 'what was read is gone' ? Math.max(from, taken) : from));
    const page = all.slice(0, feedPageSize);
    const end = page.at(-1)?.seq ?? from;
    const more = all.length > page.length;
    taken = Math.max(taken, end);
    const skipped = fault === 'a checkpoint runs ahead' && page.length > 0 && !more ? 2 : 0;
    const told = page.filter((row) => !(fault && untold[fault]?.(row)));
    return {
      items: told.map(toDelta),
      checkpoint: checkpoint(fault === 'a page of changes leads to the end' ? last : end + skipped),
      more: more && fault !== 'a page of changes leads to the end',
      complete: true,
    };
  };
}
