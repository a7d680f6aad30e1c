import type { Json } from '@linkspan/core';

/** A system user as V1 gives it, by JumpCloud's own names. */
export type FakeUser = Record<string, Json> & {
  readonly _id: string;
  username: string;
  email: string;
  state: 'STAGED' | 'ACTIVATED' | 'SUSPENDED';
  suspended: boolean;
};

/** A user group as V2 gives it. */
export type FakeGroup = Record<string, Json> & { readonly id: string; name: string };

export type FakeEvent = Readonly<Record<string, Json>> & {
  readonly id: string;
  readonly timestamp: string;
  readonly event_type: string;
};

/** Who sends a request, as events name them. */
export type FakeActor = Readonly<Record<string, string>> & { readonly id: string };

export interface FakeOrganization {
  readonly id: string;
  readonly users: Map<string, FakeUser>;
  readonly groups: Map<string, FakeGroup>;
  /** Ids of users by the id of a group, in the order in which they were added. */
  readonly members: Map<string, Set<string>>;
  /** As Directory Insights gives them, oldest first. */
  readonly events: FakeEvent[];
  readonly mails: { readonly to: string; readonly subject: string }[];
  /** What a user is that nobody gave a state (`settings.newSystemUserStateDefaults`). */
  readonly newUserState: FakeUser['state'];
  now(): number;
}

let last = 0;

/** An ObjectID: the time in seconds, then what grows. */
export function newId({ now }: Pick<FakeOrganization, 'now'>): string {
  last += 1;
  const seconds = Math.floor(now() / 1000).toString(16);
  return `${seconds.padStart(8, '0')}${last.toString(16).padStart(16, '0')}`;
}

export function record(
  organization: FakeOrganization,
  event_type: string,
  actor: FakeActor,
  more: Readonly<Record<string, Json>>,
): void {
  organization.events.push({
    id: newId(organization),
    timestamp: new Date(organization.now()).toISOString(),
    event_type,
    service: 'directory',
    organization: organization.id,
    success: true,
    initiated_by: actor,
    ...more,
  });
}
