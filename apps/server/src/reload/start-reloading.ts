import type { ConfigurationSource } from '../config/configuration.js';
import type { Host } from '../open-host.js';
import { describeConfigurationNote, saveConfigurationNote } from './configuration-note.js';
import { createReloader } from './create-reloader.js';
import { listConfigurationFiles } from './list-configuration-files.js';
import { watchFiles } from './watch-files.js';

export interface ReloadOptions {
  readonly source: ConfigurationSource;
  readonly host: Host;
  /** Milliseconds between looks at the files. Default two seconds. */
  readonly interval?: number | undefined;
}

/** Milliseconds that a file has to be left alone: editors and copies write in several steps. */
const quiet = 200;
/** Milliseconds after which a file that was rejected is judged again although it has not changed. */
const patience = 30_000;

/** Lets changes of the configuration hold without a restart. What it returns ends it, after what is under way. */
export function startReloading({ source, host, interval = 2_000 }: ReloadOptions): () => Promise<void> {
  const { parts, database, log } = host;
  const reloader = createReloader({
    source,
    log,
    present: () => parts.present,
    use: (next) => parts.use(next),
    async note(note) {
      parts.readiness.tellConfiguration(describeConfigurationNote(note));
      await saveConfigurationNote(database, note);
    },
  });
  let files = listConfigurationFiles(source);
  let working = Promise.resolve();

  function reload(): void {
    working = working.then(() => reloader.reload());
    files = listConfigurationFiles(source);
  }

  const unwatch = watchFiles({ files: () => files, onChange: reload, interval, quiet });
  const timer = setInterval(() => {
    if (reloader.unsettled) reload();
  }, patience);
  timer.unref();
  // What changed since the start read it.
  reload();
  return async () => {
    unwatch();
    clearInterval(timer);
    await working;
  };
}
