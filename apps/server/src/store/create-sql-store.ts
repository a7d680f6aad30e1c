import type { Store } from '@linkspan/core';
import { createApplicationStore } from './applications/create-application-store.js';
import type { Database } from './database.js';
import { createGuardStore } from './guards/create-guard-store.js';
import { createJournal } from './journal/create-journal.js';
import { createLinkStore } from './links/create-link-store.js';
import { createListingStore } from './listings/create-listing-store.js';
import { createMarkStore } from './marks/create-mark-store.js';
import { createMembershipStore } from './memberships/create-membership-store.js';
import { createNewcomerStore } from './newcomers/create-newcomer-store.js';
import { createPasswordStore } from './passwords/create-password-store.js';
import { createPlanStore } from './plans/create-plan-store.js';
import { createResourceStore } from './resources/create-resource-store.js';
import { createRunStore } from './runs/create-run-store.js';

export interface SqlStoreOptions {
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

/** All ports over one migrated database. Any number of processes may do the same. */
export function createSqlStore(database: Database, options: SqlStoreOptions = {}): Store {
  const now = () => options.now?.() ?? Date.now();
  return {
    resources: createResourceStore(database, { now }),
    links: createLinkStore(database, now),
    memberships: createMembershipStore(database),
    marks: createMarkStore(database),
    applications: createApplicationStore(database),
    journal: createJournal(database, now),
    runs: createRunStore(database),
    plans: createPlanStore(database),
    listings: createListingStore(database),
    guards: createGuardStore(database),
    newcomers: createNewcomerStore(database),
    passwords: createPasswordStore(database, now),
  };
}
