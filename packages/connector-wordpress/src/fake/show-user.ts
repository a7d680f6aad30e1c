import type { JsonObject } from '@linkspan/core';
import type { FakeSite } from './fake-site.js';
import { capabilitiesOf, type FakeUser } from './fake-user.js';

/** A user as the API shows it: little to the public, all in the edit context. */
export function showUser(site: FakeSite, user: FakeUser, context: string, fields?: string): JsonObject {
  const shown: JsonObject = {
    id: user.id,
    name: user.displayName,
    url: user.url,
    description: user.description,
    link: `/author/${user.slug}/`,
    slug: user.slug,
    meta: context === 'edit' ? metaOf(site, user) : [],
    ...(context === 'edit' && {
      username: user.login,
      first_name: user.firstName,
      last_name: user.lastName,
      email: user.email,
      locale: user.locale === '' ? 'en_US' : user.locale,
      nickname: user.nickname,
      roles: user.roles.filter(Boolean),
      registered_date: user.registered,
      capabilities: phpMap(capabilitiesOf(user)),
      extra_capabilities: phpMap(
        Object.fromEntries([...user.roles, ...user.extraCapabilities].map((name) => [name, true])),
      ),
    }),
  };
  if (fields === undefined) return shown;
  const wanted = fields.split(',');
  return Object.fromEntries(Object.entries(shown).filter(([name]) => wanted.includes(name)));
  function phpMap(map: JsonObject): JsonObject | readonly [] {
    return Object.keys(map).length === 0 ? [] : map;
  }
}

function metaOf({ companion }: FakeSite, { externalId, suspended }: FakeUser): JsonObject {
  const ours = { linkspan_external_id: externalId, linkspan_suspended: suspended };
  return { persisted_preferences: [], ...(companion !== undefined && ours) };
}
