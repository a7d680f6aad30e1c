import { randomUUID } from 'node:crypto';

export interface FakeUser {
  readonly uid: number;
  readonly id: string;
  name: string;
  mail: string | null;
  pass: string | undefined;
  status: boolean;
  /** Machine names. */
  roles: string[];
  preferredLangcode: string | null;
  timezone: string;
  /** Seconds since 1970. */
  readonly created: number;
  changed: number;
  /** Of the site's fields. */
  values: Record<string, unknown>;
  /** Of the companion's. */
  externalId: string | null;
}

export interface FakeRole {
  readonly key: string;
  readonly id: string;
  readonly permissions: readonly string[];
  readonly isAdmin: boolean;
}

export function makeRole(key: string, permissions: readonly string[] = [], isAdmin = false): FakeRole {
  return { key, id: randomUUID(), permissions, isAdmin };
}

export function rolesAtFirst(): Map<string, FakeRole> {
  const roles = [
    makeRole('anonymous', ['access content']),
    makeRole('authenticated', ['access content']),
    makeRole('linkspan', ['administer users', 'administer permissions']),
    makeRole('blind', ['administer users']),
    makeRole('powerless', ['access user profiles']),
    makeRole('editor'),
    makeRole('publisher'),
    makeRole('contributor'),
    makeRole('administrator', [], true),
  ];
  return new Map(roles.map((role) => [role.key, role]));
}

/** uid 1 may everything, and so may who has an administrator's role. */
export function can(roles: ReadonlyMap<string, FakeRole>, user: FakeUser | undefined, permission: string): boolean {
  if (user === undefined) return false;
  const held = user.roles.map((key) => roles.get(key));
  return (
    user.uid === 1 || held.some((role) => role?.isAdmin === true || role?.permissions.includes(permission) === true)
  );
}
