import { foldCase, type RestoreOutcome, type Scope, type TrashedResource, uniqueValuesOf } from '@linkspan/core';
import { describeTrashed } from './describe-trashed.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { nameOf } from './name-of.js';
import type { StoreHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { readTrash } from './read-trash.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

export interface RestoreOptions {
  readonly json?: boolean;
  readonly type?: string;
}

/** In the trash of a directory. */
interface Found {
  readonly scope: Scope;
  readonly trashed: TrashedResource;
}

/** `linkspan restore <userName|id>`: brings back what was deleted: its id, its groups or members, its accounts. */
export async function restore(
  terminal: Terminal,
  host: StoreHost,
  name: string,
  { json = false, type }: RestoreOptions,
): Promise<ExitCode> {
  const { print, complain, colors, command } = terminal;
  const candidates = await findCandidates(host, name, type);
  const [only, ...others] = candidates;
  if (only === undefined) {
    complain(
      `linkspan: there is no ${showLine(name)} in the trash. See "${command} restore --list"; after 30 days nothing can be brought back.`,
    );
    return exitCode.failed;
  }
  if (others.length > 0) {
    complain(`linkspan: several that were deleted are called ${showLine(name)}. Name one by its id:`);
    for (const { trashed } of candidates) complain(describeTrashed(trashed, colors));
    return exitCode.failed;
  }
  const { scope, trashed } = only;
  const { record } = trashed;
  const declared = host.types.find(({ name: typeName }) => typeName === record.type);
  const unique = declared && uniqueValuesOf(declared, record.attributes);
  const outcome = await host.store.resources.restore({
    scope,
    type: record.type,
    id: record.id,
    ...(unique && { unique }),
    journal: {
      actor: 'operator',
      action: 'restore',
      directory: scope.directory,
      resourceType: record.type,
      resourceId: record.id,
    },
  });
  const done = outcome.kind === 'restored';
  if (json)
    print(
      JSON.stringify(
        { type: record.type, id: record.id, name: nameOf(record), outcome: outcome.kind, ...publish(outcome) },
        null,
        2,
      ),
    );
  else if (done) await showRestored(terminal, host, only);
  else complain(`linkspan: ${showLine(nameOf(record))} was not restored: ${explain(outcome)}`);
  return done ? exitCode.ok : exitCode.failed;
}

async function findCandidates(
  { directories, store }: StoreHost,
  name: string,
  type?: string,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const directory of directories) {
    const scope = { directory, client: '' };
    for await (const trashed of readTrash(store.resources, scope, type)) {
      if (trashed.record.id === name) return [{ scope, trashed }];
      if (foldCase(nameOf(trashed.record)) === foldCase(name)) found.push({ scope, trashed });
    }
  }
  return found;
}

async function showRestored(
  { print, command }: Terminal,
  { store }: StoreHost,
  { scope, trashed: { record } }: Found,
): Promise<void> {
  const groups = (await store.resources.listGroups(scope, [record.id])).get(record.id) ?? [];
  const within = groups.length === 0 ? '' : `, in ${showLine(groups.map(({ display }) => display).join(', '))}`;
  print(`Restored: ${record.type} ${showLine(nameOf(record))} (${record.id})${within}.`);
  print(
    record.type === 'Group'
      ? 'Its members are in it again, but for those who were deleted meanwhile. A running server takes the change to every application.'
      : `A running server takes the change to every application where that is automatic. See "${command} explain ${quoteArgument(nameOf(record))}".`,
  );
}

function explain(outcome: Exclude<RestoreOutcome, { kind: 'restored' }>): string {
  if (outcome.kind === 'absent') return 'it is not in the trash any more.';
  const { attribute, holder } = outcome;
  return `its ${attribute} belongs to ${holder.type} ${showLine(nameOf(holder))} (${holder.id}) by now. Rename or delete that one first.`;
}

function publish(outcome: RestoreOutcome) {
  if (outcome.kind !== 'taken') return {};
  const { attribute, holder } = outcome;
  return { attribute, holder: { type: holder.type, id: holder.id, name: nameOf(holder) } };
}
