import { ConnectorError } from '../connector/connector-error.js';
import type { Link } from '../store/link.js';
import type { Runtime } from './runtime.js';

/** What goes with an account that is deleted, and to whom: "owns 12 posts and pages, which go to account 1". */
export async function describeOwned(
  { accounts, application }: Runtime,
  { accountId: id, identity }: Link,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (accounts.owned === undefined || id === undefined || identity === undefined) return undefined;
  try {
    const owned = await accounts.owned({ id, identity }, signal);
    if (owned === undefined) return undefined;
    const { count, of, uncounted } = owned;
    const { reassignTo } = application.policy.leaving;
    const heir =
      reassignTo === undefined ? 'with no leaving.reassignTo to receive them' : `which go to account ${reassignTo}`;
    const beside = uncounted === undefined ? '' : ` (not counted: ${uncounted})`;
    return count === 0 ? `owns no ${of}${beside}` : `owns ${count} ${of}${beside}, ${heir}`;
  } catch (error) {
    // The plan holds without it.
    if (!ConnectorError.is(error) || signal.aborted) throw error;
    return `what it owns could not be counted: ${error.message}`;
  }
}
