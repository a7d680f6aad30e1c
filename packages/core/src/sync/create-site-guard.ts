import type { Connector } from '../connector/connector.js';
import type { Store } from '../store/store.js';
import { StrangerError } from './stranger-error.js';
import { suggestCommand } from './suggest-command.js';

/** Knows whether the address still leads to the site that people were linked on. */
export interface SiteGuard {
  /**
   * Why this is another site; `undefined`: it is the one. Asked again where the last proof is older than `maximumAge` milliseconds.
   * `remember` takes this site for the one where none was known yet.
   */
  mismatch(
    signal: AbortSignal,
    options: { readonly maximumAge: number; readonly remember: boolean },
  ): Promise<string | undefined>;
  /** The same as an error, which halts the application. */
  require(signal: AbortSignal, maximumAge: number): Promise<void>;
}

export function createSiteGuard(options: {
  readonly application: string;
  readonly connector: Connector;
  readonly store: Store;
  now(): number;
}): SiteGuard {
  const { application, connector, store, now } = options;
  let provedAt = Number.NEGATIVE_INFINITY;

  const guard: SiteGuard = {
    async mismatch(signal, { maximumAge, remember }) {
      if (connector.site === undefined || now() - provedAt < maximumAge) return undefined;
      const present = await connector.site(signal);
      const known = (await store.applications.get(application)).site;
      if (known === undefined && remember) await store.applications.update(application, { site: present });
      if (known === undefined || known === present) {
        provedAt = now();
        return undefined;
      }
      provedAt = Number.NEGATIVE_INFINITY;
      return (
        `this is not the site that people were linked on: they were linked on ${known}, the address now leads to ${present}. ` +
        `Nothing is written. If the site has moved, run \`${suggestCommand('test', application)} --accept-site\`.`
      );
    },
    async require(signal, maximumAge) {
      const mismatch = await guard.mismatch(signal, { maximumAge, remember: true });
      if (mismatch !== undefined) throw new StrangerError(mismatch);
    },
  };
  return guard;
}
