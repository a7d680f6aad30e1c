import type { ResourceConnector } from '../connector/connector.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { JsonObject } from '../scim/json.js';
import { userSchema } from '../scim/schemas/user-schema.js';
import type { ScimApi } from './create-scim-api.js';
import { createScimResources } from './create-scim-resources.js';
import { activeOperation } from './patch-message.js';
import type { ScimResourceOptions } from './scim-resource-options.js';
import { writeField } from './write-field.js';

type ScimUsers = Required<Omit<ResourceConnector, 'changes' | 'members' | 'owned'>>;

/**
 * The users of a SCIM server as accounts. `changes` is not among it: `meta.lastModified` tells nothing of those who were deleted, so that
 * the core lists. A connector leaves out what its server cannot do.
 */
export function createScimUsers(api: ScimApi, options: ScimResourceOptions): ScimUsers {
  const users = createScimResources(api, {
    endpoint: '/Users',
    ...options,
    word: 'user',
    schema: userSchema.id,
  });

  async function setActive(id: string, active: boolean, signal: AbortSignal) {
    const to = active ? 'activate a user' : 'deactivate a user';
    const operations = [activeOperation(active)];
    const whole = (before: JsonObject) => writeField(before, 'active', active);
    const form = api.traits.activation === 'patch' ? ({ form: 'patch' } as const) : {};
    const account = await users.write({ id, to, operations, whole, ...form }, signal);
    if ((account.active ?? true) === active) return account;
    // An answer may be older than what was done.
    const read = await users.get(id, signal);
    if ((read.active ?? true) === active) return read;
    const state = active ? 'inactive' : 'active';
    const text = `${api.name}: the server accepted the change, but user ${id} is still ${state} there. It cannot do this, or is set not to.`;
    throw new ConnectorError('unsupported', text, { field: 'active' });
  }

  return {
    list: users.list,
    find: ({ remote, value }, signal) => users.find(remote, value, signal),
    get: users.get,
    create: (fields, signal) => users.create(fields, { active: true }, signal),
    update: users.update,
    deactivate: ({ id }, signal) => setActive(id, false, signal),
    reactivate: ({ id }, signal) => setActive(id, true, signal),
    async remove({ id }, { reassignTo }, signal) {
      if (reassignTo !== undefined) {
        const text = `${api.name}: SCIM knows nobody to whom a deleted account's content could go. Take out leaving.reassignTo.`;
        throw new ConnectorError('unsupported', text, { field: 'reassignTo' });
      }
      const left = await users.remove(id, signal);
      if (left === undefined) return { kind: 'removed' };
      if (left.active === false) return { kind: 'deactivated', account: left };
      const text = `${api.name}: the server accepted the deletion, but user ${id} is still there and active. It cannot do this, or is set not to.`;
      throw new ConnectorError('unsupported', text);
    },
  };
}
