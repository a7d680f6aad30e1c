import type { HandOver, OwnedCount } from '@linkspan/core';
import { describeOwned } from './describe-owned.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { findResources } from './find-resources.js';
import { nameOf } from './name-of.js';
import type { StoreHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';
import { requireName, UsageError } from './usage-error.js';

export interface OwnOptions {
  readonly json?: boolean;
  /** Everything that `from` owns. */
  readonly all?: boolean;
  readonly from?: string;
  /** With `all`: do it. */
  readonly yes?: boolean;
}

export interface OwnHost extends Pick<StoreHost, 'store'> {
  /** Their directories, by name. */
  readonly clients: ReadonlyMap<string, string>;
}

/** `linkspan own <userName|group|id> <client>`, `linkspan own --all --from <client> <client>`: who may write what is there. */
export async function own(
  terminal: Terminal,
  host: OwnHost,
  names: readonly string[],
  options: OwnOptions,
): Promise<ExitCode> {
  const { all = false, from, yes = false } = options;
  if (all !== (from !== undefined))
    throw new UsageError('say --all and --from <client> together, or name what to hand over.');
  if (yes && !all) throw new UsageError('--yes belongs to --all: one is handed over at once.');
  const [first = '', second] = names;
  if (names.length !== (all ? 1 : 2))
    throw new UsageError(
      all
        ? 'name the client that gets everything, and nothing else.'
        : 'name what to hand over, and the client that gets it.',
    );
  const to = second ?? first;
  requireName('client', to, [...host.clients.keys()]);
  const directory = host.clients.get(to) ?? '';
  return from === undefined
    ? ownOne(terminal, host, first, { directory, to }, options)
    : ownAll(terminal, host, { directory, from, to }, options);
}

async function ownOne(
  { print, complain, command }: Terminal,
  { store: { resources } }: OwnHost,
  name: string,
  { directory, to }: Pick<HandOver, 'directory' | 'to'>,
  { json = false }: OwnOptions,
): Promise<ExitCode> {
  const found = await findResources(resources, directory, name);
  const [only, ...others] = found;
  if (only === undefined) {
    complain(
      `linkspan: there is no user or group ${showLine(name)} in the directory "${directory}", which ${to} writes.`,
    );
    return exitCode.failed;
  }
  if (others.length > 0) {
    complain(`linkspan: several are called ${showLine(name)}. Name one by its id:`);
    for (const { type, id, owner } of found) complain(`  ${type} ${id}, of ${showLine(owner)}`);
    return exitCode.failed;
  }
  const { type, id, owner: from } = only;
  const handed =
    from === to ? [] : await resources.handOver({ directory, from, to, only: { type, id }, actor: 'operator' });
  const outcome = from === to ? 'unchanged' : handed.length > 0 ? 'handed-over' : 'changed-meanwhile';
  if (json) print(JSON.stringify({ type, id, name: nameOf(only), directory, from, to, outcome }, null, 2));
  else if (outcome === 'unchanged') print(`${type} ${showLine(nameOf(only))} belongs to ${to} already.`);
  else if (outcome === 'handed-over')
    print(
      `${type} ${showLine(nameOf(only))} (${id}) belongs to ${to} now; it was of ${showLine(from)}, which may read it and not change it any more.`,
    );
  else
    complain(
      `linkspan: nothing was handed over: ${showLine(name)} was deleted, or got another owner, at this moment. See "${command} journal --person ${quoteArgument(id)}".`,
    );
  return outcome === 'changed-meanwhile' ? exitCode.failed : exitCode.ok;
}

async function ownAll(
  { print, complain, command, colors }: Terminal,
  { store: { resources } }: OwnHost,
  asked: Pick<HandOver, 'directory' | 'to' | 'from'>,
  { json = false, yes = false }: OwnOptions,
): Promise<ExitCode> {
  const { directory, from, to } = asked;
  if (from === to) throw new UsageError(`${to} cannot hand over to itself.`);
  const owned = await resources.countOwned(directory);
  const counts: readonly OwnedCount[] = yes
    ? await resources.handOver({ ...asked, actor: 'operator' })
    : owned.filter(({ owner }) => owner === from);
  if (json) {
    const resourcesByType = Object.fromEntries(counts.map(({ type, count }) => [type, count]));
    print(JSON.stringify({ directory, from, to, done: yes, resources: resourcesByType }, null, 2));
    return exitCode.ok;
  }
  if (counts.length === 0) {
    const owners = [...new Set(owned.map(({ owner }) => owner))];
    complain(
      `linkspan: ${showLine(from)} owns nothing in the directory "${directory}". ${owners.length === 0 ? 'It is empty.' : `Owners there: ${showLine(owners.join(', '))}.`}`,
    );
    return exitCode.failed;
  }
  const what = `${describeOwned(counts)} of ${showLine(from)}`;
  if (yes) print(`Handed over to ${to}: ${what}. A running server takes the change to every application.`);
  else {
    print(`Would be handed over to ${to}: ${what}, and what is in the trash. Nothing was changed.`);
    print(colors.dim(`To do it: ${command} own --all --from ${quoteArgument(from)} ${quoteArgument(to)} --yes`));
  }
  return exitCode.ok;
}
