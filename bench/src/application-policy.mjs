const everything = { create: true, update: true, deactivate: true, delete: true };
const unlimited = { count: Number.MAX_SAFE_INTEGER };

/** As an operator has it who manages roles; guards count, and let everything pass. */
export function applicationPolicy({ concurrency = 4, automatic = true } = {}) {
  return {
    automatic: automatic && everything,
    manual: everything,
    schedules: [],
    mapping: [],
    roles: { Editors: 'editor' },
    defaultRole: 'subscriber',
    leaving: {
      onInactive: 'deactivate',
      onDelete: 'deactivate',
      onScopeExit: 'deactivate',
      grace: 0,
      alertAfter: 3_600_000,
    },
    drift: 'observe',
    guards: {
      window: 86_400_000,
      deactivate: unlimited,
      delete: unlimited,
      privileged: unlimited,
      wipe: unlimited,
      emptied: unlimited,
    },
    concurrency,
  };
}
