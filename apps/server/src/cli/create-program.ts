import { Command, Option } from 'commander';
import { addApplicationCommands } from './add-application-commands.js';
import { addConformanceCommand } from './add-conformance-command.js';
import { addHistoryCommands } from './add-history-commands.js';
import { addPersonCommands } from './add-person-commands.js';
import { addProvisioningCommands } from './add-provisioning-commands.js';
import { check } from './check.js';
import { createEventsProgram } from './create-events-program.js';
import { createKeyProgram } from './create-key-program.js';
import { createNotifyProgram } from './create-notify-program.js';
import { doctor } from './doctor.js';
import type { ExitCode } from './exit-code.js';
import { guide } from './guide.js';
import { parseCount } from './parse-count.js';
import { parseTime } from './parse-time.js';
import { requests } from './requests.js';
import { schema } from './schema.js';
import { start } from './start.js';
import type { Terminal } from './terminal.js';
import { createTokenProgram } from './token-program.js';

/** The command line. `done` learns each command's exit code. */
export function createProgram(terminal: Terminal, done: (code: ExitCode) => void): Command {
  const program = new Command('linkspan')
    .description('A provisioning hub: SCIM in, every connected application in agreement with the directory.')
    .exitOverride()
    .showHelpAfterError(`("${terminal.command} --help" lists what there is)`)
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.complain(text.trimEnd()),
    });
  const json = () => new Option('--json', 'for programs');

  program
    .command('start')
    .description('serve until SIGTERM or Ctrl-C')
    .action(async () => done(await start(terminal)));
  program
    .command('check')
    .description('judge the configuration: every problem at once')
    .addOption(json())
    .action(async (options) => done(await check(terminal, options)));
  program
    .command('schema')
    .description('the JSON Schema of linkspan.yaml, for editors')
    .action(() => done(schema(terminal)));
  program
    .command('guide <client>')
    .description('what to do at the identity provider')
    .addOption(json())
    .action(async (client, options) => done(await guide(terminal, client, options)));
  program
    .command('doctor <client>')
    .description('play the identity provider against the public URL, in a throw-away directory')
    .addOption(json())
    .action(async (client, options) => done(await doctor(terminal, client, options)));
  program
    .command('requests <client>')
    .description('what an identity provider asked and was answered')
    .addOption(json())
    .option('-f, --follow', 'go on with those that come')
    .option('-b, --bodies', 'with the bodies of all, not only of the refused')
    .option('-n, --limit <number>', 'how many of the past', parseCount, 50)
    .action(async (client, options) => done(await requests(terminal, client, options)));
  program.addCommand(createTokenProgram(terminal, done, parseTime));
  const context = { terminal, done };
  program.addCommand(createNotifyProgram(context));
  program.addCommand(createEventsProgram(context));
  program.addCommand(createKeyProgram(context));
  addConformanceCommand(program, context);
  addApplicationCommands(program, context);
  addProvisioningCommands(program, context);
  addPersonCommands(program, context);
  addHistoryCommands(program, context);
  return inherit(program);
}

/** Commands that are made apart do not take over how their parent ends and writes. */
function inherit(program: Command): Command {
  for (const command of program.commands) inherit(command.copyInheritedSettings(program));
  return program;
}
