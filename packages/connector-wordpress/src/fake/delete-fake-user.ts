import type { FakeSite } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';
import { refuseMightier, refuseProtected } from './protect-fake-user.js';
import {
  type FakeAnswer,
  forbidden,
  invalidParameter,
  missingParameters,
  noSuchUser,
  restError,
} from './rest-error.js';
import { showUser } from './show-user.js';

/** DELETE /wp/v2/users/{id}. Nobody is protected: the only administrator may delete himself. */
export function deleteFakeUser(
  site: FakeSite,
  actor: FakeUser | undefined,
  id: number,
  query: URLSearchParams,
): FakeAnswer {
  const reassign = query.get('reassign');
  if (reassign === null) return missingParameters(['reassign']);
  if (!/^(\d*|false)$/.test(reassign)) {
    return invalidParameter('reassign', 'rest_invalid_param', 'Invalid user parameter(s).');
  }
  const user = site.users.get(id);
  const refusal = user && (refuseProtected(site, actor, user) ?? refuseMightier(site, actor, user));
  if (refusal !== undefined) return refusal;
  if (user === undefined) return noSuchUser;
  if (!can(actor, 'delete_users')) {
    return forbidden(actor !== undefined, 'rest_user_cannot_delete', 'Sorry, you are not allowed to delete this user.');
  }
  if (query.get('force') !== 'true') {
    return restError(501, 'rest_trash_not_supported', "Users do not support trashing. Set 'force=true' to delete.");
  }
  const heir = site.users.get(Number(reassign));
  if (!['', 'false', '0'].includes(reassign) && (heir === undefined || heir.id === id)) {
    return restError(400, 'rest_user_invalid_reassign', 'Invalid user ID for reassignment.');
  }
  for (const [number, post] of site.posts) {
    if (post.author !== id) continue;
    if (heir === undefined) site.posts.delete(number);
    else site.posts.set(number, { ...post, author: heir.id });
  }
  site.users.delete(id);
  return { status: 200, body: { deleted: true, previous: showUser(site, user, 'edit') } };
}
