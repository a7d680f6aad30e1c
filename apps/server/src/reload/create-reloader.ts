import type { Logger } from 'pino';
import type { ConfigurationSource } from '../config/configuration.js';
import { configurationFile } from '../config/configuration-file.js';
import { ConfigurationError, type Problem } from '../config/problem.js';
import { type HostConfiguration, loadHostConfiguration } from '../connectors/load-host-configuration.js';
import type { ConfigurationNote } from './configuration-note.js';
import { findFileProblem } from './find-file-problem.js';
import { keepUntilRestart } from './keep-until-restart.js';
import { listChangedKeys } from './list-changed-keys.js';

export interface ReloaderOptions {
  readonly source: ConfigurationSource;
  /** The configuration that holds. */
  present(): HostConfiguration;
  /** Another one holds from now on. */
  use(next: HostConfiguration): Promise<void>;
  /** Learns what became of the file, whenever that is something else than before. */
  note(note: ConfigurationNote): Promise<void>;
  readonly log: Logger;
}

export interface Reloader {
  /** Reads the file and lets it hold, if it is right. Never rejects; one at a time. */
  reload(): Promise<void>;
  /** Whether it is worth to look again although nothing changed: a package may have been installed, the database be back. */
  readonly unsettled: boolean;
}

/** A configuration is judged in full before any of it holds: a bad one changes nothing. */
export function createReloader({ source, present, use, note, log }: ReloaderOptions): Reloader {
  const file = configurationFile(source);
  let noted: Omit<ConfigurationNote, 'at'> | undefined;
  let failed = false;
  let last: Promise<void> = Promise.resolve();

  /** @throws ConfigurationError */
  async function load(): Promise<HostConfiguration> {
    const hadFile = present().configuration.file !== undefined;
    const problem = hadFile ? findFileProblem(file) : undefined;
    if (problem) throw new ConfigurationError(file, [problem]);
    return loadHostConfiguration(source);
  }

  async function reload(): Promise<void> {
    try {
      const loaded = await load();
      const { configuration, keys } = keepUntilRestart(present().configuration, loaded.configuration);
      const next = { ...loaded, configuration };
      const changed = listChangedKeys(present(), next);
      if (changed.length > 0 || failed) await putInForce(next);
      if (changed.length > 0) log.info({ changed }, 'configuration changed');
      await remember({ state: 'in force', file, problems: [], restart: [...keys] });
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      await remember({ state: 'rejected', file, problems: [...error.problems], restart: noted?.restart ?? [] });
    }
  }

  async function putInForce(next: HostConfiguration): Promise<void> {
    failed = true;
    try {
      await use(next);
      failed = false;
    } catch (error) {
      if (present() === next || !(error instanceof Error)) throw error;
      const remedy = 'Correct what it is configured with, or ask the author of its connector.';
      const problem = { path: 'applications', message: `cannot be connected: ${error.message}`, remedy };
      throw new ConfigurationError(file, [problem]);
    }
  }

  async function remember(next: Omit<ConfigurationNote, 'at'>): Promise<void> {
    if (JSON.stringify(next) === JSON.stringify(noted)) return;
    const before = noted;
    noted = next;
    const { state, problems, restart } = next;
    if (state === 'rejected')
      log.warn({ file, problems: problems.map(describeProblem) }, 'configuration rejected, the former one holds');
    else if (before?.state === 'rejected') log.info({ file }, 'configuration is right again');
    if (restart.length > 0 && state === 'in force')
      log.warn({ keys: restart }, 'configuration needs a restart for some keys');
    try {
      await note({ ...next, at: Date.now() });
    } catch (error) {
      noted = before;
      throw error;
    }
  }

  return {
    reload() {
      last = last.then(reload).catch((error: unknown) => {
        // The database, or a connector that cannot be made: tried again.
        failed = true;
        log.error({ err: error }, 'configuration could not be put in force');
      });
      return last;
    },
    get unsettled() {
      return failed || noted?.state === 'rejected';
    },
  };
}

function describeProblem({ path, line, message, remedy }: Problem): string {
  return `${path}${line === undefined ? '' : ` (line ${line})`} ${message}. ${remedy}`;
}
