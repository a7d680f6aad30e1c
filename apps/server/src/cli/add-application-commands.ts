import { type Command, Option } from 'commander';
import { pause } from './pause.js';
import type { ProgramContext } from './program-context.js';
import { pull } from './pull.js';
import { resume } from './resume.js';
import { status } from './status.js';
import { test } from './test.js';
import { unmanaged } from './unmanaged.js';
import { withOperatorHost } from './with-operator-host.js';

const json = () => new Option('--json', 'for programs');

/** An application as a whole. */
export function addApplicationCommands(program: Command, { terminal, done }: ProgramContext): void {
  program.commandsGroup('Applications:');
  program
    .command('status [application]')
    .description('links by state, and whatever waits for a person')
    .addOption(json())
    .option('--state <state>', 'all links in this state')
    .action(async (application, options) => done(await status(terminal, application, options)));
  program
    .command('test <name>')
    .description("test an application's connection step by step, or see what a client has done so far")
    .addOption(json())
    .option('--accept-site', 'the application moved: people are linked on the site that answers now')
    .action(async (name, options) => done(await test(terminal, name, options)));
  program
    .command('pull <application>')
    .description('ask an application for changes now (twoWay)')
    .addOption(json())
    .action(async (application, options) =>
      done(await withOperatorHost(terminal, (host) => pull(terminal, host, application, options))),
    );
  program
    .command('unmanaged <application>')
    .description('accounts that nobody in the directory owns')
    .addOption(json())
    .action(async (application, options) =>
      done(await withOperatorHost(terminal, (host) => unmanaged(terminal, host, application, options))),
    );
  program
    .command('pause <application>')
    .description('stop all work on an application')
    .requiredOption('--reason <text>', 'why, for whoever wonders')
    .addOption(json())
    .action(async (application, options) =>
      done(await withOperatorHost(terminal, (host) => pause(terminal, host, application, options))),
    );
  program
    .command('resume <application>')
    .description('end a pause, a quarantine and a frozen scope')
    .addOption(json())
    .action(async (application, options) =>
      done(await withOperatorHost(terminal, (host) => resume(terminal, host, application, options))),
    );
}
