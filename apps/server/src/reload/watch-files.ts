import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';

export interface FileWatchOptions {
  /** Absolute names, as they are now; a file need not be there (yet). */
  files(): readonly string[];
  /** Called once the files have been left alone for a moment. */
  onChange(): void;
  /** Milliseconds between looks, beside what the system tells. */
  readonly interval: number;
  /** Milliseconds without a change that end one. */
  readonly quiet: number;
}

/**
 * Watches files, and what links in their way lead to: the system tells of most changes at once, and looks now and then find the others
 * (network folders, mounted secrets). What it returns ends it.
 */
export function watchFiles({ files, onChange, interval, quiet }: FileWatchOptions): () => void {
  const seen = new Map<string, string>();
  const folders = new Map<string, FSWatcher | undefined>();
  let settling: NodeJS.Timeout | undefined;

  /** Whether a file is another now, or is watched only now: whoever read it before may have read what it no longer says. */
  function findChange(remember: boolean): boolean {
    let changed = false;
    for (const file of files()) {
      const present = stampOf(file);
      if (seen.get(file) !== present) changed = true;
      if (remember) seen.set(file, present);
    }
    return changed;
  }

  function look(): void {
    followFolders();
    if (settling !== undefined || !findChange(false)) return;
    settling = setTimeout(settle, quiet, stampsOf(files()));
  }

  function settle(before: string): void {
    settling = undefined;
    const now = stampsOf(files());
    if (now !== before) {
      settling = setTimeout(settle, quiet, now);
    } else if (findChange(true)) {
      onChange();
    }
  }

  function followFolders(): void {
    const wanted = new Set(files().map((file) => dirname(file)));
    for (const [folder, watcher] of folders) {
      if (wanted.has(folder)) continue;
      watcher?.close();
      folders.delete(folder);
    }
    for (const folder of wanted) if (!folders.has(folder)) folders.set(folder, watchFolder(folder));
  }

  function watchFolder(folder: string): FSWatcher | undefined {
    try {
      const watcher = watch(folder, { persistent: false }, look);
      watcher.on('error', () => {
        watcher.close();
        folders.set(folder, undefined);
      });
      return watcher;
    } catch {
      // It is not there, or the system has no more watches: the looks remain.
      return undefined;
    }
  }

  findChange(true);
  followFolders();
  const timer = setInterval(look, interval);
  timer.unref();
  return () => {
    clearInterval(timer);
    clearTimeout(settling);
    for (const watcher of folders.values()) watcher?.close();
  };
}

function stampsOf(files: readonly string[]): string {
  return files.map(stampOf).join('\n');
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(file);
    return [ino, size, mtimeMs, ctimeMs].join(' ');
  } catch {
    return 'none';
  }
}
