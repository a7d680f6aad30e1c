import type { Json } from '@linkspan/core';
import { type FakeSite, mayAdminister } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';

/** A user as a resource, as much of it as the actor may see. Of the visitor nothing but its name is shown to anybody (D15). */
export function showUser(site: FakeSite, actor: FakeUser | undefined, user: FakeUser, only?: string): Json {
  const attributes = Object.fromEntries(
    Object.entries(attributesFor(site, actor, user)).filter(
      ([name]) => only === undefined || only.split(',').includes(name),
    ),
  );
  const whole = mayAdminister(site, actor) && user.uid > 0;
  const roles = user.roles.flatMap((key) => {
    const id = site.roles.get(key)?.id;
    return id === undefined ? [] : [{ type: 'user_role--user_role', id, meta: { drupal_internal__target_id: key } }];
  });
  const showsRoles = whole && (only === undefined || only.split(',').includes('roles'));
  return {
    type: 'user--user',
    id: user.id,
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(showsRoles && { relationships: { roles: { data: roles } } }),
  };
}

function attributesFor(site: FakeSite, actor: FakeUser | undefined, user: FakeUser): Readonly<Record<string, Json>> {
  const { uid, name, preferredLangcode, mail, timezone, status, created, changed } = user;
  const label = { display_name: uid === 0 ? 'Anonymous' : name };
  if (uid === 0) return label;
  const profile = {
    ...label,
    drupal_internal__uid: uid,
    langcode: 'en',
    name,
    created: time(created),
    default_langcode: true,
  };
  if (!mayAdminister(site, actor) && actor !== user) {
    return can(site.roles, actor, 'access user profiles') && status ? profile : label;
  }
  return {
    ...profile,
    preferred_langcode: preferredLangcode,
    preferred_admin_langcode: null,
    mail,
    timezone,
    status,
    changed: time(changed),
    access: time(0),
    login: time(0),
    init: null,
    ...Object.fromEntries(site.fields.map((field) => [field, (user.values[field] ?? null) as Json])),
    ...(site.companion && { linkspan_external_id: user.externalId }),
  };
}

function time(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', '+00:00');
}
