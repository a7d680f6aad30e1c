import { isOurs } from './fake-companion.js';
import type { FakeSite } from './fake-site.js';
import type { FakeUser } from './fake-user.js';
import { type FakeAnswer, restError } from './rest-error.js';

/** What the companion refuses to the service account: to take itself, or the last administrator, their rights. Undefined: it may. */
export function refuseProtected(site: FakeSite, actor: FakeUser | undefined, user: FakeUser): FakeAnswer | undefined {
  if (!isOurs(site, actor)) return undefined;
  const others = [...site.users.values()].filter((one) => one.id !== user.id && !one.suspended);
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
