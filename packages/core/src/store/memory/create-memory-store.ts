import type { Store } from '../store.js';
import { createMemoryApplicationStore } from './memory-application-store.js';
import { createMemoryGuardStore } from './memory-guard-store.js';
import { createMemoryJournal } from './memory-journal.js';
import { createMemoryLinkStore } from './memory-link-store.js';
import { createMemoryListingStore } from './memory-listing-store.js';
import { createMemoryMarkStore } from './memory-mark-store.js';
import { createMemoryMembershipStore } from './memory-membership-store.js';
import { createMemoryNewcomerStore } from './memory-newcomer-store.js';
import { createMemoryPasswordStore } from './memory-password-store.js';
import { createMemoryPlanStore } from './memory-plan-store.js';
import { createMemoryResourceStore } from './memory-resource-store.js';
import { createMemoryRunStore } from './memory-run-store.js';
import { createMemoryState } from './memory-state.js';

export interface MemoryStoreOptions {
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

/** The reference of the store ports: exact, complete, gone with the process. Queries look at every resource. */
export function createMemoryStore(options: MemoryStoreOptions = {}): Store {
  const state = createMemoryState(() => options.now?.() ?? Date.now());
  return {
    resources: createMemoryResourceStore(state),
    links: createMemoryLinkStore(state),
    memberships: createMemoryMembershipStore(state),
    marks: createMemoryMarkStore(state),
    applications: createMemoryApplicationStore(state),
    journal: createMemoryJournal(state),
    runs: createMemoryRunStore(state),
    plans: createMemoryPlanStore(state),
    listings: createMemoryListingStore(state),
    guards: createMemoryGuardStore(state),
    newcomers: createMemoryNewcomerStore(state),
    passwords: createMemoryPasswordStore(state),
  };
}
