import type { Link } from '../store/link.js';
import type { Plan } from './plan.js';

/**
 * Why nothing would come of closing an account: it was found gone. It is asked for all the same when that is done, since a site that is put
 * back brings it back. `undefined`: it is there, or something else is to be done.
 */
export function goneAlready({ goneSince }: Pick<Link, 'goneSince'>, { action, reason }: Plan): string | undefined {
  const closes = action === 'deactivate' || action === 'remove';
  return closes && goneSince !== undefined ? `${reason}, and its account is gone` : undefined;
}
