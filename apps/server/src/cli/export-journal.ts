import type { JournalLine } from '@linkspan/core';
import { publishItem } from './publish-item.js';
import { showControls } from './show-controls.js';
import type { Terminal } from './terminal.js';
import { toCsvLine } from './to-csv-line.js';

export type JournalFormat = 'jsonl' | 'csv';

const columns = [
  'at',
  'seq',
  'actor',
  'action',
  'directory',
  'application',
  'resourceType',
  'resourceId',
  'reason',
  'run',
  'requestId',
] as const;

/** Line by line, as they come: any number needs the same memory. Ends early where nobody reads on. */
export async function exportJournal(
  { write, unread }: Pick<Terminal, 'write' | 'unread'>,
  format: JournalFormat,
  lines: AsyncIterable<JournalLine>,
): Promise<void> {
  if (format === 'csv') write(toCsvLine([...columns, 'changes']));
  for await (const line of lines) {
    if (unread?.aborted) return;
    write(format === 'csv' ? toCsv(publishItem(line)) : `${showControls(JSON.stringify(publishItem(line)))}\n`);
  }
}

function toCsv(line: JournalLine): string {
  const cells = columns.map((column) => String(line[column] ?? ''));
  return toCsvLine(
    [...cells, line.changes === undefined ? '' : JSON.stringify(line.changes)].map((cell) => showControls(cell)),
  );
}
