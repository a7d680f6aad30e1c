import { recordChange } from './fake-companion.js';
import { type FakeSite, mayAdminister } from './fake-site.js';
import type { FakeUser } from './fake-user.js';
import { type FakeAnswer, plainRefusal, refusal } from './json-api.js';
import { changeFakeUser } from './write-fake-user.js';

/** DELETE /jsonapi/user/user/{id} cancels by the site's method, and does not say which it is (D7). */
export function cancelFakeUser(site: FakeSite, actor: FakeUser | undefined, user: FakeUser): FakeAnswer {
  if (user.uid === 0) return refusal(403, 'The current user is not allowed to DELETE the selected resource.');
  if (!mayAdminister(site, actor)) return refusal(403, "The 'cancel account' permission is required.");
  const { cancelMethod } = site.settings;
  if (cancelMethod === 'user_cancel_reassign') {
    for (const [page, uid] of site.pages) if (uid === user.uid) site.pages.set(page, 0);
    removeUser(site, actor, user);
  } else if (cancelMethod === 'user_cancel_delete') {
    removeUser(site, actor, user);
  } else {
    changeFakeUser(site, actor, user, () => {
      user.status = false;
    });
  }
  return { status: 204 };
}

/** DELETE /user/{uid}?_format=json, the REST module's, deletes whatever the site's method is (D24). */
export function deleteFakeUser(site: FakeSite, actor: FakeUser | undefined, uid: number): FakeAnswer {
  if (!site.settings.rest) {
    return plainRefusal(405, `No route found for "DELETE /user/${uid}": Method Not Allowed (Allow: GET, POST)`);
  }
  const user = [...site.users.values()].find((one) => one.uid === uid && uid > 0);
  if (user === undefined) {
    return plainRefusal(
      404,
      'The "user" parameter was not converted for the path "/user/{user}" (route name: "rest.entity.user.DELETE")',
    );
  }
  if (!mayAdminister(site, actor)) return plainRefusal(403, "The 'cancel account' permission is required.");
  removeUser(site, actor, user);
  return { status: 204 };
}

export function removeUser(site: FakeSite, actor: FakeUser | undefined, user: FakeUser): void {
  for (const [page, uid] of site.pages) if (uid === user.uid) site.pages.delete(page);
  for (const [cookie, uid] of site.sessions) if (uid === user.uid) site.sessions.delete(cookie);
  site.users.delete(user.id);
  recordChange(site, actor, user, 'deleted', []);
}
