import { type ConfigurationNote, describeConfigurationNote } from '../reload/configuration-note.js';
import type { Terminal } from './terminal.js';

/** Says where the file is not what holds in the server; nothing where it is. */
export function showConfigurationNote(
  { print, colors }: Pick<Terminal, 'print' | 'colors'>,
  note: ConfigurationNote,
): void {
  const remark = describeConfigurationNote(note);
  if (remark === undefined) return;
  const { file, at, problems } = note;
  print(`${colors.yellow('!')} configuration: ${remark} (${file}, since ${new Date(at).toISOString()})`);
  for (const { path, line, message, remedy } of problems)
    print(`    ${path}${line === undefined ? '' : ` (line ${line})`} ${message}. ${remedy}`);
}
