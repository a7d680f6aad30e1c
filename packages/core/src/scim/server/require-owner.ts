import type { ResourceRecord } from '../../store/resource.js';
import { ScimError } from '../scim-error.js';
import type { Call } from './call.js';

/**
 * A resource is written by who owns it: the client that created it, until an operator hands it over. What an application may write, its
 * policy says.
 * @throws ScimError 403 that names the owner
 */
export function requireOwner(
  { actor, scope }: Pick<Call, 'actor' | 'scope'>,
  { type, id, owner }: Pick<ResourceRecord, 'type' | 'id' | 'owner'>,
): void {
  if (owner === scope.client || actor.startsWith('application:')) return;
  throw new ScimError(
    403,
    `This ${type} belongs to ${describeOwner(owner)}: the client "${scope.client}" may read it, not change it. ` +
      `The operator of this server can hand it over: "linkspan own ${id} ${scope.client}".`,
    { reason: 'ownership' },
  );
}

/** As a sentence names it. */
export function describeOwner(owner: string): string {
  const [, application] = /^application:(.*)$/s.exec(owner) ?? [];
  return application === undefined ? `the client "${owner}"` : `the application "${application}"`;
}
