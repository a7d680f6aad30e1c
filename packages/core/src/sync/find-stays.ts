import { sameValue } from '../connector/difference.js';
import type { Link } from '../store/link.js';
import type { Stay } from './orchestrator.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';
import { toJson } from './step.js';

/** Fields of `when: create` whose value there is not what the directory says by now, by remote name. What was not read back is not known. */
export function findStays(
  { rules }: Pick<Runtime, 'rules'>,
  { accountId, readBack }: Pick<Link, 'accountId' | 'readBack'>,
  { desired }: Pick<View, 'desired'>,
): Readonly<Record<string, Stay>> {
  if (accountId === undefined || desired === undefined) return {};
  const stays: Record<string, Stay> = {};
  const wanted = toJson(desired.createFields);
  for (const rule of rules) {
    const { remote } = rule;
    const [there, directory] = [readBack?.[remote], wanted[remote]];
    if (rule.when !== 'create' || there === undefined || directory === undefined) continue;
    if (sameValue(rule, directory, there)) continue;
    stays[remote] = { there, directory };
  }
  return stays;
}
