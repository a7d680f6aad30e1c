import { Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../config/parse-duration.js';
import { approve } from './approve.js';
import { check } from './check.js';
import type { ExitCode } from './exit-code.js';
import { guide } from './guide.js';
import { preview } from './preview.js';
import { requests } from './requests.js';
import { schema } from './schema.js';
import { start } from './start.js';
import { status } from './status.js';
import { sync } from './sync.js';
import type { Terminal } from './terminal.js';
import { test } from './test.js';
import { createTokenProgram } from './token-program.js';
import { unlink } from './unlink.js';

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
    .command('test <name>')
    .description("test an application's connection step by step, or see what a client has done so far")
    .addOption(json())
    .option('--accept-site', 'the application moved: people are linked on the site that answers now')
    .action(async (name, options) => done(await test(terminal, name, options)));
  program
    .command('guide <client>')
    .description('what to do at the identity provider')
    .addOption(json())
    .action(async (client, options) => done(await guide(terminal, client, options)));
  program
    .command('requests <client>')
    .description('what an identity provider asked and was answered')
    .addOption(json())
    .option('-f, --follow', 'go on with those that come')
    .option('-b, --bodies', 'with the bodies of all, not only of the refused')
    .option('-n, --limit <number>', 'how many of the past', parseCount, 50)
    .action(async (client, options) => done(await requests(terminal, client, options)));
  program
    .command('status [application]')
    .description('links by state, and whatever waits for a person')
    .addOption(json())
    .option('--state <state>', 'all links in this state')
    .action(async (application, options) => done(await status(terminal, application, options)));
  program
    .command('sync <application> [userNames...]')
    .description('make an application agree now')
    .addOption(json())
    .option('--dry-run', 'only say what that would do')
    .action(async (application, userNames, options) => done(await sync(terminal, application, userNames, options)));
  program
    .command('preview <application> <person>')
    .description('one person rule by rule, before and after; writes nothing')
    .addOption(json())
    .action(async (application, person, options) => done(await preview(terminal, application, person, options)));
  program
    .command('approve <application> <userName>')
    .description('let what is withheld from an adopted account be written')
    .addOption(json())
    .action(async (application, userName, options) => done(await approve(terminal, application, userName, options)));
  program
    .command('unlink <application> <userName>')
    .description("forget which account is a person's; the account stays as it is")
    .addOption(json())
    .action(async (application, userName, options) => done(await unlink(terminal, application, userName, options)));
  program.addCommand(createTokenProgram(terminal, done, parseTime));
  return inherit(program);
}

/** Commands that are made apart do not take over how their parent ends and writes. */
function inherit(program: Command): Command {
  for (const command of program.commands) inherit(command.copyInheritedSettings(program));
  return program;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= 10_000) return count;
  throw new InvalidArgumentError('Write a whole number from 1 to 10000.');
}

function parseTime(text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  throw new InvalidArgumentError('Write a duration such as 30m, 12h or 90d.');
}
