import type { Account, MemberRef } from '../connector/account.js';
import type { ResourceConnector } from '../connector/connector.js';
import { ConnectorError } from '../connector/connector-error.js';
import { findProperty } from '../scim/find-property.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../scim/json.js';
import { groupSchema } from '../scim/schemas/group-schema.js';
import { applyMembers } from './apply-members.js';
import type { ScimApi } from './create-scim-api.js';
import { createScimResources } from './create-scim-resources.js';
import { isNotFound } from './is-not-found.js';
import { memberOperations, type PatchOperation } from './patch-message.js';
import type { ScimResourceOptions } from './scim-resource-options.js';

type ScimGroups = Required<Omit<ResourceConnector, 'changes' | 'deactivate' | 'reactivate' | 'owned'>>;

/** The groups of a SCIM server. Members are added and removed one by one, and never read but by `members`, and where only PUT is left. */
export function createScimGroups(api: ScimApi, options: ScimResourceOptions): ScimGroups {
  const remote = options.rules.members?.remote ?? 'members';
  const groups = createScimResources(api, {
    endpoint: '/Groups',
    ...options,
    word: 'group',
    schema: groupSchema.id,
    without: 'members',
  });

  async function changeMembers(
    id: string,
    added: readonly MemberRef[],
    removed: readonly MemberRef[],
    signal: AbortSignal,
  ): Promise<Account> {
    const operations = memberOperations(added, removed);
    const whole = (before: JsonObject) => applyMembers(before, added, removed);
    const to = 'change the members of a group';
    try {
      return await groups.write({ id, to, operations, whole }, signal);
    } catch (error) {
      // The group is there: what is gone, or unknown, is a member.
      if (isNotFound(error)) await groups.read(id, signal);
      if (removed.length === 0 || !refusesTarget(error)) throw memberTrouble(error);
      return changeOneByOne(id, { added, operations }, signal);
    }
  }

  /** Some servers refuse to remove who is out, and everything else along with it. */
  async function changeOneByOne(
    id: string,
    { added, operations }: { readonly added: readonly MemberRef[]; readonly operations: readonly PatchOperation[] },
    signal: AbortSignal,
  ): Promise<Account> {
    const to = 'change the members of a group';
    for (const operation of operations.filter(({ op }) => op === 'remove')) {
      await groups
        .write({ id, to, operations: [operation], whole: (before) => before }, signal)
        .catch((error: unknown) => {
          if (!refusesTarget(error)) throw error;
        });
    }
    if (added.length > 0) return changeMembers(id, added, [], signal);
    return groups.get(id, signal);
  }

  return {
    list: groups.list,
    find: ({ remote, value }, signal) => groups.find(remote, value, signal),
    get: groups.get,
    create: (fields, signal) => groups.create(fields, {}, signal),
    async update(ref, change, signal) {
      const [added = [], removed = []] = [change.added[remote], change.removed[remote]] as (
        | readonly MemberRef[]
        | undefined
      )[];
      if (added.length + removed.length === 0) return groups.update(ref, change, signal);
      return changeMembers(ref.id, added, removed, signal);
    },
    async remove({ id }, _, signal) {
      if ((await groups.remove(id, signal)) === undefined) return { kind: 'removed' };
      const text = `${api.name}: the server accepted the deletion, but group ${id} is still there. It cannot do this, or is set not to.`;
      throw new ConnectorError('unsupported', text);
    },
    async members(id, _, signal) {
      const query = api.traits.itemQuery ? { attributes: 'members' } : {};
      const call = { method: 'GET', path: groups.pathOf(id), query, to: 'show the members of a group' } as const;
      const { json } = await api.call(call, signal);
      const group = isJsonObject(json) ? json : {};
      const members = findProperty(group, 'members');
      // Left out it means nobody, where the server looked at what it was asked for; else it may never show members.
      const told = isJsonList(members) || findProperty(group, 'displayName') === undefined;
      return { items: (isJsonList(members) ? members : []).flatMap(toMemberRef), complete: told };
    },
  };
}

function refusesTarget(error: unknown): boolean {
  return ConnectorError.is(error) && error.kind === 'invalid' && /\bnoTarget\b/.test(error.message);
}

/** `not-found` is the word for the group. */
function memberTrouble(error: unknown): unknown {
  if (!ConnectorError.is(error) || error.kind !== 'not-found') return error;
  return new ConnectorError('invalid', error.message, { field: 'members', cause: error });
}

function toMemberRef(member: Json): readonly MemberRef[] {
  if (!isJsonObject(member)) return [];
  const value = findProperty(member, 'value');
  if (value === undefined || value === null) return [];
  const isGroup =
    findProperty(member, 'type') === 'Group' || /\/Groups\//.test(String(findProperty(member, '$ref') ?? ''));
  return [{ id: String(value), type: isGroup ? 'Group' : 'User' }];
}
