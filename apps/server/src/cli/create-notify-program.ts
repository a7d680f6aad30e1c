import { Command, Option } from 'commander';
import { testNotify } from './notify.js';
import type { ProgramContext } from './program-context.js';

/** `linkspan notify …`. */
export function createNotifyProgram({ terminal, done }: ProgramContext): Command {
  const program = new Command('notify').description('who is told when something waits for a person');
  program
    .command('test')
    .description('send a sample by every way that is configured')
    .addOption(new Option('--json', 'for programs'))
    .action(async (options) => done(await testNotify(terminal, options)));
  return program;
}
