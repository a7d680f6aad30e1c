import { createHash } from 'node:crypto';
import type { Application } from './application.js';

/**
 * Moves when an application must be expanded again from the whole directory. Operations and leaving are left out on purpose: a
 * backlog of leavers is worked off by a person who starts it, never by a changed switch.
 */
export function fingerprint(application: Application): string {
  const { mapping, roles, defaultRole, scope, correlation, groups } = application.policy;
  const within = scope && { ...scope, filter: scope.filter?.text };
  const text = JSON.stringify([
    application.module.name,
    application.directory,
    mapping,
    roles,
    defaultRole,
    within,
    correlation,
    groups?.provision,
  ]);
  return createHash('sha256').update(text).digest('hex');
}
