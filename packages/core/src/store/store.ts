import type { ApplicationStore } from './application-store.js';
import type { GuardStore } from './guard-store.js';
import type { Journal } from './journal.js';
import type { LinkStore } from './link-store.js';
import type { ListingStore } from './listing-store.js';
import type { MarkStore } from './mark-store.js';
import type { MembershipStore } from './membership-store.js';
import type { NewcomerStore } from './newcomer-store.js';
import type { PasswordStore } from './password-store.js';
import type { PlanStore } from './plan-store.js';
import type { ResourceStore } from './resource-store.js';
import type { RunStore } from './run-store.js';

/** All ports over one database. */
export interface Store {
  readonly resources: ResourceStore;
  readonly links: LinkStore;
  readonly memberships: MembershipStore;
  readonly marks: MarkStore;
  readonly applications: ApplicationStore;
  readonly journal: Journal;
  readonly runs: RunStore;
  readonly plans: PlanStore;
  readonly listings: ListingStore;
  readonly guards: GuardStore;
  readonly newcomers: NewcomerStore;
  readonly passwords: PasswordStore;
}
