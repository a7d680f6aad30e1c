import type { JournalLine, JournalQuery } from '@linkspan/core';
import { describeJournalLine } from './describe-journal-line.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { exportJournal, type JournalFormat } from './export-journal.js';
import { findPersonId } from './find-person-id.js';
import { fullId } from './full-id.js';
import type { StoreHost } from './operator-host.js';
import { publishItem } from './publish-item.js';
import { readJournal } from './read-journal.js';
import { readLabels } from './read-labels.js';
import type { Terminal } from './terminal.js';

export interface JournalOptions {
  readonly json?: boolean;
  readonly application?: string;
  readonly person?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly run?: string;
  readonly request?: string;
  /** ISO 8601: from then on, and before. */
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly export?: JournalFormat;
}

const shownLines = 50;

/** `linkspan journal`: who did what to whom, newest first; with `--export` as much of it as there is. */
export async function journal(terminal: Terminal, host: StoreHost, options: JournalOptions): Promise<ExitCode> {
  const query = await toQuery(host, options);
  if (options.export !== undefined) {
    const lines = readJournal(host.store.journal, query, options.limit);
    await exportJournal(terminal, options.export, lines);
    return exitCode.ok;
  }
  const { limit = shownLines } = options;
  const lines: JournalLine[] = [];
  for await (const line of readJournal(host.store.journal, query, limit)) lines.push(line);
  if (options.json) {
    terminal.print(JSON.stringify({ lines: lines.map(publishItem) }, null, 2));
    return exitCode.ok;
  }
  if (lines.length === 0) terminal.print('Nothing is recorded that is like this.');
  const labels = await readLabels(host, lines);
  for (const line of lines) {
    const label = labels.get(line.resourceId);
    terminal.print(describeJournalLine(line, terminal.colors, label === undefined ? {} : { label }).join('  '));
  }
  return exitCode.ok;
}

async function toQuery(host: StoreHost, options: JournalOptions): Promise<Omit<JournalQuery, 'limit' | 'before'>> {
  const { application, person, actor, action, run, request, since, until } = options;
  return {
    ...(application !== undefined && { application }),
    ...(person !== undefined && { resourceId: await findPersonId(host, person) }),
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(run !== undefined && { run: fullId(run) }),
    ...(request !== undefined && { requestId: request }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}
