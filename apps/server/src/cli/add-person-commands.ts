import { type Command, Option } from 'commander';
import { createSqlStore } from '../store/index.js';
import { decide } from './decide.js';
import { explain } from './explain.js';
import { inbox } from './inbox.js';
import { link } from './link.js';
import { own } from './own.js';
import { preview } from './preview.js';
import type { ProgramContext } from './program-context.js';
import { resolve } from './resolve.js';
import { retry } from './retry.js';
import { unlink } from './unlink.js';
import { withInstallation } from './with-installation.js';
import { withOperatorHost } from './with-operator-host.js';

const json = () => new Option('--json', 'for programs');

const descriptions = {
  approve: 'let what waits for a person be done',
  reject: 'let what waits for a person not be done',
} as const;

/** One person, and what waits for a person's decision. */
export function addPersonCommands(program: Command, { terminal, done }: ProgramContext): void {
  program.commandsGroup('People:');
  program
    .command('explain <person>')
    .description('what every application knows of somebody, what it would do, and what stands in the way')
    .option('--trace <application>', 'sync this person there now, and show each step')
    .addOption(json())
    .action(async (person, options) =>
      done(await withOperatorHost(terminal, (host) => explain(terminal, host, person, options))),
    );
  program
    .command('preview <application> <person>')
    .description('one person rule by rule, before and after; writes nothing')
    .addOption(json())
    .action(async (application, person, options) => done(await preview(terminal, application, person, options)));
  program
    .command('inbox [application]')
    .description('whatever waits for a person')
    .addOption(json())
    .action(async (application, options) =>
      done(await withOperatorHost(terminal, (host) => inbox(terminal, host, application, options))),
    );
  for (const verb of ['approve', 'reject'] as const) {
    program
      .command(`${verb} <application> [userNames...]`)
      .description(descriptions[verb])
      .option('--guard <name>', 'only what this guard holds, as "inbox" names it')
      .option('--all', 'everybody who is held there')
      .addOption(json())
      .action(async (application, userNames, options) =>
        done(await withOperatorHost(terminal, (host) => decide(terminal, host, verb, application, userNames, options))),
      );
  }
  program
    .command('resolve <application> <userName> [attributes...]')
    .description('decide values that the directory and the application both changed')
    .addOption(
      new Option('--take <side>', 'whose value counts from now on')
        .choices(['directory', 'application'])
        .makeOptionMandatory(),
    )
    .addOption(json())
    .action(async (application, userName, attributes, options) =>
      done(
        await withOperatorHost(terminal, (host) => resolve(terminal, host, application, userName, attributes, options)),
      ),
    );
  program
    .command('retry <application> [userName]')
    .description('try parked people again')
    .addOption(json())
    .action(async (application, userName, options) =>
      done(await withOperatorHost(terminal, (host) => retry(terminal, host, application, userName, options))),
    );
  program
    .command('link <application> <userName> <accountId>')
    .description('join a person to an account that stands there')
    .addOption(json())
    .action(async (application, userName, accountId, options) =>
      done(await withOperatorHost(terminal, (host) => link(terminal, host, application, userName, accountId, options))),
    );
  program
    .command('unlink <application> <userName>')
    .description("forget which account is a person's; the account stays as it is")
    .addOption(json())
    .action(async (application, userName, options) =>
      done(await withOperatorHost(terminal, (host) => unlink(terminal, host, application, userName, options))),
    );
  program
    .command('own <names...>')
    .usage('[options] <userName|group|id> <client>')
    .description('hand over to a client who it may change from now on')
    .option('--all', 'everything of one owner; says only what would be, without --yes')
    .option('--from <owner>', 'with --all: whose it is now; also application:<name>')
    .option('--yes', 'with --all: do it')
    .addOption(json())
    .action(async (names: readonly string[], options) =>
      done(
        await withInstallation(terminal, ({ configuration, database }) => {
          const clients = Object.entries(configuration.clients).map(
            ([name, { directory }]) => [name, directory] as const,
          );
          return own(terminal, { clients: new Map(clients), store: createSqlStore(database) }, names, options);
        }),
      ),
    );
}
