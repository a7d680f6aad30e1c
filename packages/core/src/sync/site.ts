import type { Check } from '../connector/check.js';
import type { Runtime } from './runtime.js';

/** Why this is not the site that people were linked on; remembers the site where none was known yet. */
export async function siteMismatch(runtime: Runtime, signal: AbortSignal): Promise<string | undefined> {
  const present = await runtime.connector.site?.(signal);
  if (present === undefined) return undefined;
  const known = (await runtime.store.applications.get(runtime.name)).site;
  if (known === undefined) {
    await runtime.store.applications.update(runtime.name, { site: present });
    return undefined;
  }
  if (known === present) return undefined;
  return (
    `this is not the site that people were linked on: they were linked on ${known}, the address now leads to ${present}. ` +
    `Nothing is written. If the site has moved, run \`linkspan test ${runtime.name} --accept-site\`.`
  );
}

export function siteCheck(runtime: Runtime, acceptSite: boolean): Check {
  return {
    id: 'site',
    title: 'Is the site that people were linked on',
    async run(signal) {
      if (acceptSite) await runtime.store.applications.update(runtime.name, { site: null });
      const mismatch = await siteMismatch(runtime, signal);
      if (mismatch === undefined)
        return { ok: true, detail: (await runtime.store.applications.get(runtime.name)).site ?? 'not told apart' };
      return {
        ok: false,
        detail: mismatch,
        hint: `Correct the address, or accept the move: linkspan test ${runtime.name} --accept-site`,
      };
    },
  };
}

const sample = 20;

/** The accounts that tripped a halt, and a sample of the others, are still the people that they were linked to. */
export function identityCheck(runtime: Runtime): Check {
  return {
    id: 'identity',
    title: 'Linked accounts are still the same people',
    async run(signal) {
      const { links } = runtime.store;
      const query = { application: runtime.name, states: ['linked', 'parked', 'tombstone'] as const };
      const all = await links.list({ ...query, limit: 1_000 });
      const tripped = all.filter((link) => link.errorKind === 'identity');
      const others = all
        .filter((link) => link.accountId !== undefined && link.errorKind !== 'identity')
        .slice(0, sample);
      for (const link of [...tripped, ...others]) {
        if (link.accountId === undefined) continue;
        const account = await runtime.users.get(link.accountId, signal).catch(() => undefined);
        if (account === undefined || account.identity === link.identity) continue;
        return {
          ok: false,
          detail: `account ${link.accountId} is not the one that was linked to "${link.label}"`,
          hint: `Put the right site or backup back, or let go of the account: linkspan unlink ${runtime.name} ${link.label}`,
        };
      }
      return { ok: true, detail: `${tripped.length + others.length} accounts compared` };
    },
  };
}
