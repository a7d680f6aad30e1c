import type { ApplicationPolicy, GuardPolicy, Operations } from './application.js';

const hour = 3_600_000;

export const everyOperation: Operations = { create: true, update: true, deactivate: true, delete: true };

/** On by default, for everybody. */
export const defaultGuards: GuardPolicy = {
  window: 24 * hour,
  deactivate: { count: 50, percent: 10 },
  delete: { count: 5, percent: 1 },
  privileged: { count: 1 },
  wipe: { percent: 20 },
  emptied: { count: 3 },
};

/** What holds where an operator says nothing. */
export const defaultPolicy: ApplicationPolicy = {
  automatic: everyOperation,
  manual: everyOperation,
  schedules: [],
  mapping: [],
  roles: {},
  leaving: { onInactive: 'deactivate', onDelete: 'deactivate', onScopeExit: 'deactivate', grace: 0, alertAfter: hour },
  drift: 'observe',
  guards: defaultGuards,
  concurrency: 4,
};
