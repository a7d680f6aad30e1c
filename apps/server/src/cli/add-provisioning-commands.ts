import { type Command, Option } from 'commander';
import { apply } from './apply.js';
import { parseCount } from './parse-count.js';
import { plan } from './plan.js';
import type { ProgramContext } from './program-context.js';
import { runs } from './runs.js';
import { showRun } from './show-run.js';
import { showStoredPlan } from './show-stored-plan.js';
import { sync } from './sync.js';
import { syncFrom } from './sync-from.js';
import { undo } from './undo.js';
import { UsageError } from './usage-error.js';
import { withOperatorHost } from './with-operator-host.js';
import { withStore } from './with-store.js';

const json = () => new Option('--json', 'for programs');
const search = () => new Option('--search <text>', 'only people whose userName, name or e-mail contains it');
const filter = () => new Option('--filter <scim>', 'only people who match, such as \'userType eq "Employee"\'');
const full = () => new Option('--full', 'list the application beside: drift, and accounts that nobody owns');

/** Making applications agree: now, or by a plan that is looked at first; and what was done. */
export function addProvisioningCommands(program: Command, { terminal, done }: ProgramContext): void {
  program.commandsGroup('Provisioning:');
  program
    .command('sync [application] [userNames...]')
    .description('make an application agree now: some people, those found, or all')
    .option('--from <source>', 'take back what has changed at this application, and make all others agree')
    .addOption(search())
    .addOption(filter())
    .addOption(full())
    .option('--dry-run', 'only say what that would do')
    .addOption(json())
    .action(async (application: string | undefined, userNames: readonly string[], { from, ...options }) => {
      const names = application === undefined ? userNames : [application, ...userNames];
      if (from !== undefined) requireNothingElse(options);
      else if (application === undefined)
        throw new UsageError('name the application that is to agree, or say --from <application>.');
      done(
        await withOperatorHost(terminal, (host) =>
          from === undefined
            ? sync(terminal, host, application ?? '', userNames, options)
            : syncFrom(terminal, host, from, names, options),
        ),
      );
    });
  const plans = program
    .command('plan <application> [userNames...]')
    .description('store and show what a sync would do, for "apply"')
    .addOption(search())
    .addOption(filter())
    .addOption(full())
    .option('--no-create', 'leave creates out')
    .option('--no-update', 'leave updates out')
    .option('--no-deactivate', 'leave deactivations and reactivations out')
    .option('--no-delete', 'leave deletions out')
    .option('--all', 'show everybody, not the first 50')
    .addOption(json())
    .action(async (application, userNames, options) =>
      done(await withOperatorHost(terminal, (host) => plan(terminal, host, application, userNames, options))),
    );
  plans
    .command('show <plan>')
    .description('a stored plan once more')
    .option('--all', 'everybody, not the first 50')
    .addOption(json())
    .action(async (id, _options, command: Command) =>
      done(await withStore(terminal, (host) => showStoredPlan(terminal, host, id, command.optsWithGlobals()))),
    );
  program
    .command('apply <plan>')
    .description('do exactly what a plan says; whoever has moved since is named and left')
    .addOption(json())
    .action(async (id, options) =>
      done(await withOperatorHost(terminal, (host) => apply(terminal, host, id, options))),
    );
  program
    .command('undo <run>')
    .description('the plan that takes a run back')
    .option('--yes', 'apply it at once')
    .option('--all', 'show everybody, not the first 50')
    .addOption(json())
    .action(async (run, options) =>
      done(await withOperatorHost(terminal, (host) => undo(terminal, host, run, options))),
    );
  const listed = program
    .command('runs [application]')
    .description('what was run, newest first')
    .option('-n, --limit <number>', 'how many', parseCount, 20)
    .addOption(json())
    .action(async (application, options) =>
      done(await withStore(terminal, (host) => runs(terminal, host, application, options))),
    );
  listed
    .command('show <run>')
    .description('what a run did, person by person, before and after')
    .option('--all', 'everybody, not the first 50')
    .addOption(json())
    .action(async (run, _options, command: Command) =>
      done(await withStore(terminal, (host) => showRun(terminal, host, run, command.optsWithGlobals()))),
    );
}

/** @throws UsageError */
function requireNothingElse({ json: _, ...others }: Readonly<Record<string, unknown>>): void {
  const [option] = Object.keys(others);
  if (option !== undefined) throw new UsageError('--from takes log-ins and --json, and no other option beside.');
}
