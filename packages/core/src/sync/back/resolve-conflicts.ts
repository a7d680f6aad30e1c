import { coversAttribute } from '../../connector/covers-attribute.js';
import { foldCase } from '../../scim/fold-case.js';
import type { Conflict } from '../../store/link.js';
import { decide } from '../decide.js';
import { findLink } from '../find-link.js';
import { journalLine } from '../journal-line.js';
import type { Runtime } from '../runtime.js';
import type { Resolution } from '../two-way.js';

/** An operator says whose value counts: done with the next look, which is due at once. Resolves with how many attributes. */
export async function resolveConflicts(runtime: Runtime, { userName, take, attributes }: Resolution): Promise<number> {
  const link = await findLink(runtime, userName);
  const standing = link?.back?.conflicts ?? {};
  const chosen = Object.entries(standing).filter(([remote, { scim }]) => isMeant(attributes, remote, scim));
  if (link?.accountId === undefined || chosen.length === 0) return 0;
  const decided = Object.fromEntries(
    chosen.map(([remote, conflict]): [string, Conflict] => [remote, { ...conflict, take }]),
  );
  const changes = { take, attributes: chosen.map(([remote]) => remote) };
  await decide(
    runtime,
    link,
    { back: { ...link.back, conflicts: { ...standing, ...decided } } },
    journalLine(runtime, link, 'resolved', { changes }),
    { due: false },
  );
  const look = { accountId: link.accountId, look: { at: runtime.now() } };
  await runtime.store.links.look({ application: runtime.name, type: link.type }, [look], runtime.now());
  return chosen.length;
}

function isMeant(attributes: readonly string[] | undefined, remote: string, scim: string): boolean {
  return attributes?.some((name) => foldCase(name) === foldCase(remote) || coversAttribute(name, scim)) ?? true;
}
