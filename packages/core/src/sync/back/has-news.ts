import type { Account } from '../../connector/account.js';
import type { Link } from '../../store/link.js';
import { managedPart, type Runtime } from '../runtime.js';
import { hasMoved } from './has-moved.js';

/** Whether an account shows something that may come back, compared with what was read of it last. */
export function hasNews(runtime: Runtime, link: Link, account: Account): boolean {
  const { back } = runtime;
  if (back === undefined) return false;
  const moved = back.rules.some((rule) => hasMoved(rule, account.fields[rule.remote], link.readBack?.[rule.remote]));
  return moved || activeMoved(runtime, link, account) || rolesMoved(runtime, link, account).length > 0;
}

/** Only what the merge would do something about, and no person has in hand: else there would be news for ever. */
function activeMoved({ back, application }: Runtime, link: Link, { active }: Account): boolean {
  if (active === undefined || link.accountActive === undefined || active === link.accountActive) return false;
  const standing = link.back?.conflicts?.active;
  if (standing !== undefined && standing.take === undefined && standing.account === active) return false;
  return back?.active === true || (active && application.policy.drift === 'enforce');
}

/** The managed roles that the account has and had not, or has not and had. What a deactivation took is no word about roles. */
export function rolesMoved(runtime: Runtime, link: Link, account: Account): readonly string[] {
  const { rolesField, back } = runtime;
  if (rolesField === undefined || back?.roles !== true) return [];
  if (link.accountActive === false || account.active === false) return [];
  const there = managedPart(runtime, rolesField, account.fields[rolesField]);
  const before = managedPart(runtime, rolesField, link.readBack?.[rolesField]);
  if (!Array.isArray(there) || !Array.isArray(before)) return [];
  return [...there.filter((role) => !before.includes(role)), ...before.filter((role) => !there.includes(role))];
}
