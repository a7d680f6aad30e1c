import { Command, Option } from 'commander';
import { events, retryEvents } from './events.js';
import type { ProgramContext } from './program-context.js';

/** `linkspan events …`. */
export function createEventsProgram({ terminal, done }: ProgramContext): Command {
  const json = () => new Option('--json', 'for programs');
  const program = new Command('events').description('who is told of changes by security events');
  program
    .command('status', { isDefault: true })
    .description('how far each receiver is, and what went wrong (also without "status")')
    .addOption(json())
    .action(async (options) => done(await events(terminal, options)));
  program
    .command('retry <receiver>')
    .description('try at once what waits or was halted, and send what was refused again')
    .addOption(json())
    .action(async (receiver, options) => done(await retryEvents(terminal, receiver, options)));
  return program;
}
