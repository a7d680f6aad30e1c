import type { Check } from '../connector/check.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { Link } from '../store/link.js';
import type { Runtime } from './runtime.js';
import { suggestCommand } from './suggest-command.js';

export function siteCheck(runtime: Runtime, acceptSite: boolean): Check {
  return {
    id: 'site',
    title: 'Is the site that people were linked on',
    async run(signal) {
      if (acceptSite) await runtime.store.applications.update(runtime.name, { site: null });
      const mismatch = await runtime.site.mismatch(signal, { maximumAge: 0, remember: true });
      if (mismatch === undefined)
        return { ok: true, detail: (await runtime.store.applications.get(runtime.name)).site ?? 'not told apart' };
      return {
        ok: false,
        detail: mismatch,
        hint: `Correct the address, or accept the move: ${suggestCommand('test', runtime.name)} --accept-site`,
      };
    },
  };
}

const sample = 20;
const linksAtOnce = 1_000;

/** The accounts that tripped a halt, and a sample of the others, are still the people that they were linked to. */
export function identityCheck(runtime: Runtime): Check {
  return {
    id: 'identity',
    title: 'Linked accounts are still the same people',
    async run(signal) {
      const links = [...(await trippedLinks(runtime)), ...(await sampledLinks(runtime))];
      let missing = 0;
      for (const link of links) {
        const identity = await identityNow(runtime, link, signal);
        if (identity === undefined) missing += 1;
        else if (identity !== link.identity)
          return {
            ok: false,
            detail: `account ${link.accountId} is not the one that was linked to "${link.label}"`,
            hint: `Put the right site or backup back, or let go of the account: ${suggestCommand('unlink', runtime.name, link.label)}`,
          };
      }
      const compared = `${links.length - missing} accounts compared`;
      if (missing === 0) return { ok: true, detail: compared };
      const detail = `${compared}, ${missing} of those linked are not there any more`;
      const hint = `Look whether the address leads to the right site, or an older backup was restored: ${suggestCommand('status', runtime.name)}`;
      // One that was deleted by hand is nothing unusual; most of them missing is another site.
      return missing > 1 && missing * 2 > links.length
        ? { ok: false, detail, hint }
        : { ok: true, detail, warning: hint };
    },
  };
}

async function identityNow(runtime: Runtime, link: Link, signal: AbortSignal): Promise<string | undefined> {
  try {
    return (await runtime.accounts.get(link.accountId ?? '', signal)).identity;
  } catch (error) {
    if (ConnectorError.is(error) && error.kind === 'not-found') return undefined;
    throw error;
  }
}

async function trippedLinks({ name, store }: Runtime): Promise<readonly Link[]> {
  const tripped: Link[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.links.list({
      application: name,
      type: 'User',
      needsAttention: true,
      limit: linksAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    tripped.push(...page.filter((link) => link.errorKind === 'identity' && link.accountId !== undefined));
    after = page.at(-1)?.id;
    if (page.length < linksAtOnce) return tripped.slice(0, linksAtOnce);
  }
}

/** Whose account is known to be gone says nothing about the site. */
async function sampledLinks({ name, store }: Runtime): Promise<readonly Link[]> {
  const states = ['linked', 'parked', 'tombstone'] as const;
  const page = await store.links.list({ application: name, type: 'User', states, limit: linksAtOnce });
  return page
    .filter((link) => link.accountId !== undefined && link.errorKind !== 'identity' && link.goneSince === undefined)
    .slice(0, sample);
}
