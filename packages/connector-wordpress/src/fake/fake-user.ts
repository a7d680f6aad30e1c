/** A row of wp_users with what belongs to it. */
export interface FakeUser {
  readonly id: number;
  readonly login: string;
  readonly registered: string;
  email: string;
  slug: string;
  url: string;
  displayName: string;
  firstName: string;
  lastName: string;
  nickname: string;
  description: string;
  /** '' follows the site's. */
  locale: string;
  password: string;
  roles: string[];
  /** Capabilities given to the account itself. */
  extraCapabilities: string[];
  /** What the companion keeps. */
  externalId: string;
  suspended: boolean;
  applicationPasswords: { readonly uuid: string; readonly name: string; readonly password: string }[];
}

const reading = ['read'];
const writing = [...reading, 'edit_posts', 'publish_posts'];
const keepingUsers = ['list_users', 'create_users', 'edit_users', 'promote_users', 'delete_users'];

/** Of the capabilities of each role as much as the API depends on. */
export const roleCapabilities: Readonly<Record<string, readonly string[]>> = {
  administrator: [...writing, 'edit_others_posts', 'edit_pages', ...keepingUsers, 'manage_options'],
  editor: [...writing, 'edit_others_posts', 'edit_pages'],
  author: writing,
  contributor: [...reading, 'edit_posts'],
  subscriber: reading,
  provisioning: [...reading, ...keepingUsers],
};

export function capabilitiesOf({ roles, extraCapabilities }: FakeUser): Readonly<Record<string, true>> {
  const granted = [...roles.flatMap((role) => [...(roleCapabilities[role] ?? []), role]), ...extraCapabilities];
  return Object.fromEntries(granted.map((capability) => [capability, true]));
}

export function can(user: FakeUser | undefined, capability: string): boolean {
  return user !== undefined && capability in capabilitiesOf(user);
}
