import { type Command, Option } from 'commander';
import { journal } from './journal.js';
import { listTrash } from './list-trash.js';
import { parseCount } from './parse-count.js';
import { parseInstant } from './parse-instant.js';
import type { ProgramContext } from './program-context.js';
import { restore } from './restore.js';
import { UsageError } from './usage-error.js';
import { withStore } from './with-store.js';

const json = () => new Option('--json', 'for programs');
const trashed = 20;

/** What happened, and what can be brought back. */
export function addHistoryCommands(program: Command, { terminal, done }: ProgramContext): void {
  program.commandsGroup('History:');
  program
    .command('journal')
    .description('who did what to whom, newest first')
    .option('--application <name>', 'only there')
    .option('--person <userName>', 'only about this person; also an id, of a group too')
    .option('--actor <actor>', 'only by this one, such as client:jumpcloud or operator')
    .option('--action <action>', 'only this, such as deactivated')
    .option('--run <run>', 'only of this run')
    .option('--request <id>', 'only of this request')
    .option('--since <time>', 'from then on: 2026-01-31, or so long ago: 24h', parseInstant)
    .option('--until <time>', 'before', parseInstant)
    .option('-n, --limit <number>', 'how many (default: 50, or all with --export)', parseCount)
    .addOption(new Option('--export <format>', 'all of it on stdout').choices(['jsonl', 'csv']))
    .addOption(json())
    .action(async (options) => done(await withStore(terminal, (host) => journal(terminal, host, options))));
  program
    .command('restore [name]')
    .description('bring a deleted user or group back from the trash, by userName, group name or id')
    .option('--type <type>', 'only this: User, Group, or a declared one')
    .option('--list', 'what is in the trash')
    .option('-n, --limit <number>', 'how many to list', parseCount, trashed)
    .addOption(json())
    .action(async (name: string | undefined, options) => {
      if ((name === undefined) !== (options.list === true))
        throw new UsageError('name what to bring back, or say --list to see what is in the trash.');
      done(
        await withStore(terminal, (host) =>
          name === undefined ? listTrash(terminal, host, options) : restore(terminal, host, name, options),
        ),
      );
    });
}
