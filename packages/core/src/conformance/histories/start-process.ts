import type { Store } from '../../store/store.js';
import { defaultPolicy, everyOperation } from '../../sync/default-policy.js';
import { beginProcess, type Process, type Surroundings, unguarded } from './begin-process.js';
import { editors } from './create-identity-provider.js';
import { faultyConnector } from './faulty-connector.js';
import type { History } from './history.js';

/** One server process that provisions one application. */
export function startProcess(
  store: Store,
  {
    history,
    ...surroundings
  }: Surroundings & { readonly history: Pick<History, 'way' | 'drift' | 'onDelete' | 'groups'> },
): Process {
  const { way, drift, onDelete, groups } = history;
  const mode = way === 'changes' ? 'changes' : 'full';
  const schedules = [{ cron: '*/20 * * * * *', timezone: 'Etc/UTC', mode, operations: everyOperation } as const];
  const policy = {
    ...defaultPolicy,
    automatic: way === 'full' || way === 'changes' ? (false as const) : everyOperation,
    schedules: way === 'automatic' ? [] : schedules,
    roles: { [editors]: 'editor' },
    ...(groups && { groups: { provision: 'all' as const, ...groups } }),
    leaving: { ...defaultPolicy.leaving, onDelete },
    drift,
    guards: unguarded,
  };
  return beginProcess(store, surroundings, { module: faultyConnector, policy });
}
