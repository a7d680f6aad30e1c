import { type AccountFinder, vendorFinder } from './find-account.js';
import type { Runtime } from './runtime.js';
import { type Listing, takeListing } from './take-listing.js';

/** From this many people on, one listing is cheaper than look-ups. */
export const listingPays = 50;

/** Where a run looks accounts up: a listing that serves all of it, or the vendor itself. */
export interface AccountSource {
  readonly finder: AccountFinder;
  readonly listing: Listing | undefined;
}

export async function openAccountSource(
  runtime: Runtime,
  { lists, signal }: { readonly lists: boolean; readonly signal: AbortSignal },
): Promise<AccountSource> {
  const listing = lists && runtime.accounts.list !== undefined ? await takeListing(runtime, signal) : undefined;
  return { listing, finder: listing?.finder ?? vendorFinder(runtime.accounts) };
}
