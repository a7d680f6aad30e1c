import { type FSWatcher, statSync, watch } from 'node:fs';

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

interface Watched {
  readonly inode: number;
  readonly watcher: FSWatcher;
}

/**
 * Watches files, and what links in their way lead to: the system tells of most changes at once, and looks now and then find the others
 * (network folders, mounted secrets, a file that comes). The files and not their folders: a database lies beside the configuration, and
 * each of its writes would be told of. What it returns ends it.
 */
export function watchFiles({ files, onChange, interval, quiet }: FileWatchOptions): () => void {
  const seen = new Map<string, string>();
  const watched = new Map<string, Watched>();
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
    follow();
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

  /** Another file of the same name is another to the system. */
  function follow(): void {
    const wanted = files();
    for (const file of new Set([...watched.keys(), ...wanted])) {
      const inode = wanted.includes(file) ? inodeOf(file) : undefined;
      if (watched.get(file)?.inode === inode) continue;
      forget(file);
      if (inode !== undefined) watchFile(file, inode);
    }
  }

  function watchFile(file: string, inode: number): void {
    try {
      const watcher = watch(file, { persistent: false }, (event) => {
        // Gone from that name: what comes next may get its number.
        if (event === 'rename') forget(file);
        look();
      });
      watcher.on('error', () => forget(file));
      watched.set(file, { inode, watcher });
    } catch {
      // It has just gone, or the system has no more watches: the looks remain.
    }
  }

  function forget(file: string): void {
    watched.get(file)?.watcher.close();
    watched.delete(file);
  }

  findChange(true);
  follow();
  const timer = setInterval(look, interval);
  timer.unref();
  return () => {
    clearInterval(timer);
    clearTimeout(settling);
    for (const { watcher } of watched.values()) watcher.close();
  };
}

function inodeOf(file: string): number | undefined {
  try {
    return statSync(file).ino;
  } catch {
    return undefined;
  }
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
