import { powers } from '../user.js';
import { isOurs } from './fake-companion.js';
import type { FakeSite } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';
import { type FakeAnswer, restError } from './rest-error.js';

/** What the companion refuses to the service account: to take itself, or the last administrator, their rights. Undefined: it may. */
export function refuseProtected(site: FakeSite, actor: FakeUser | undefined, user: FakeUser): FakeAnswer | undefined {
  if (!isOurs(site, actor)) return undefined;
  const others = [...site.users.values()].filter((one) => one.id !== user.id && !one.suspended && !isOurs(site, one));
  const isLast = user.roles.includes('administrator') && !others.some(({ roles }) => roles.includes('administrator'));
  const reason =
    actor?.id === user.id
      ? 'the service account that Linkspan signs in with'
      : isLast
        ? 'the last administrator of the site'
        : undefined;
  return reason === undefined
    ? undefined
    : restError(409, 'linkspan_protected', `This account is protected: it is ${reason}.`);
}

/** What the companion refuses to a service account with a role of its own: to change who may do more than it. */
export function refuseMightier(site: FakeSite, actor: FakeUser | undefined, user: FakeUser): FakeAnswer | undefined {
  const isMightier = actor?.id !== user.id && powers.some((power) => can(user, power));
  if (!isOurs(site, actor) || can(actor, 'manage_options') || !isMightier) return undefined;
  const message = 'This account may do more than a service account without the capability manage_options.';
  return restError(403, 'linkspan_out_of_reach', message);
}
