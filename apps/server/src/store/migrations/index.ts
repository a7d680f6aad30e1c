import { directory } from './0001-directory.js';
import { applications } from './0002-applications.js';
import { host } from './0003-host.js';
import { seenRequests } from './0004-seen-requests.js';
import { orchestrator } from './0005-orchestrator.js';
import { traces } from './0006-traces.js';
import { memberships } from './0007-memberships.js';
import { operations } from './0008-operations.js';
import { planWarnings } from './0009-plan-warnings.js';
import { origins } from './0010-origins.js';
import { twoWay } from './0011-two-way.js';
import { requestDecisions } from './0013-request-decisions.js';
import { events } from './0014-events.js';
import { uniqueValues } from './0015-unique-values.js';
import { tokenKinds } from './0016-token-kinds.js';
import { passwords } from './0017-passwords.js';
import { directoryPlans } from './0018-directory-statistics.js';
import type { Migration } from './migration.js';

/** In the order in which they are applied. */
export const migrations: readonly Migration[] = [
  directory,
  applications,
  host,
  seenRequests,
  orchestrator,
  traces,
  memberships,
  operations,
  planWarnings,
  origins,
  twoWay,
  requestDecisions,
  events,
  uniqueValues,
  tokenKinds,
  passwords,
  directoryPlans,
];
