import type { Json, JsonObject } from '../scim/json.js';
import type { Run, RunItem, RunKind } from '../store/run-store.js';
import { createProgress } from './create-progress.js';
import type { Progress, SyncItem } from './orchestrator.js';
import type { PeopleCursor } from './people-pages.js';
import type { PassOptions } from './run-pass.js';
import type { Runtime } from './runtime.js';

/** Where the run of a plan stands: behind this item. */
export interface PlanCursor {
  readonly after?: number;
}

export interface RunRecorder {
  readonly run: Run;
  readonly counts: Record<string, number>;
  onDone: NonNullable<PassOptions['onDone']>;
  onPage(page: { readonly seen: number; readonly cursor: PeopleCursor | PlanCursor }): Promise<void>;
  end(reason?: string): Promise<void>;
  /** Not ended: it goes on after the next start. */
  pause(): Promise<void>;
}

const heartbeat = 10_000;
/** Milliseconds between two words on the progress within a page, and between two writings of what was done. */
const pace = 500;

export async function beginRun(
  runtime: Runtime,
  what: { readonly kind: RunKind; readonly actor: string; readonly options: JsonObject; readonly total?: number },
): Promise<Run> {
  const now = runtime.now();
  return runtime.store.runs.begin({
    application: runtime.name,
    ...what,
    state: 'running',
    counts: {},
    startedAt: now,
    seenAt: now,
  });
}

/** Keeps what a run does, page by page, so that it can be looked at, gone on with and taken back. */
export function recordRun(
  runtime: Runtime,
  run: Run,
  { onItem, onProgress }: { onItem?(item: SyncItem): void; onProgress?(progress: Progress): void },
): RunRecorder {
  const { runs } = runtime.store;
  const counts: Record<string, number> = { ...run.counts };
  const progress = createProgress(runtime, { total: run.total, seen: counts.seen ?? 0 });
  let items: RunItem[] = [];
  let seenOfPage = 0;
  let told = runtime.now();
  const tell = () => {
    told = runtime.now();
    onProgress?.(progress.read((counts.seen ?? 0) + seenOfPage));
  };
  const beat = setInterval(() => {
    runs.update(run.id, { seenAt: runtime.now(), counts: { ...counts } }).catch(() => undefined);
  }, heartbeat);

  async function flush(cursor?: Json): Promise<void> {
    const waiting = items;
    items = [];
    if (waiting.length > 0) await runs.addItems(run.id, waiting);
    const at = { seenAt: runtime.now(), counts: { ...counts } };
    await runs.update(run.id, { ...at, ...(cursor !== undefined && { cursor }) });
  }

  let writing: Promise<void> = Promise.resolve();
  const write = (cursor?: Json) => {
    writing = writing.then(() => flush(cursor));
    return writing;
  };

  /** What the run did can be taken back though its process dies; a failure to write it is met with the page. */
  let soon: NodeJS.Timeout | undefined;
  const writeSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      write().catch(() => undefined);
    }, pace);
  };
  const rest = () => {
    clearInterval(beat);
    clearTimeout(soon);
    return write();
  };

  return {
    run,
    counts,
    onDone(item, image) {
      counts[item.action] = (counts[item.action] ?? 0) + 1;
      onItem?.(item);
      progress.done();
      seenOfPage += 1;
      if (runtime.now() - told >= pace) tell();
      if (item.action === 'none') return;
      items.push(toRunItem(item, image));
      writeSoon();
    },
    async onPage({ seen, cursor }) {
      counts.seen = (counts.seen ?? 0) + seen;
      seenOfPage = 0;
      await write(JSON.parse(JSON.stringify(cursor)));
      tell();
    },
    async pause() {
      await rest();
    },
    async end(reason) {
      await rest();
      const state = reason === undefined ? 'done' : 'stopped';
      await runs.update(run.id, { state, endedAt: runtime.now(), ...(reason !== undefined && { reason }) });
    },
  };
}

function toRunItem(
  { resourceId, label, action, reason, accountId }: SyncItem,
  image: Parameters<NonNullable<PassOptions['onDone']>>[1],
): RunItem {
  return {
    resourceId,
    label,
    action,
    reason,
    ...(accountId !== undefined && { accountId }),
    ...image,
    ...(action === 'error' && { error: reason }),
  };
}
