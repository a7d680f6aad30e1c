import type { Account, Change, MemberRef } from '../../../connector/account.js';
import type { ResourceConnector } from '../../../connector/connector.js';
import { ConnectorError } from '../../../connector/connector-error.js';
import { isSame, leaveGroups } from './leave-groups.js';
import type { Fault, ToySite } from './toy-site.js';
import { type ToyShape, toyPart } from './toy-table.js';

/** Members on a page of the site. */
export const memberPageSize = 6;

const shape: ToyShape = {
  exact: 'name',
  folded: 'mail',
  shy: 'about',
  optional: ['about', 'note'],
  hasRoles: false,
  identity: ({ id }) => `group ${id}`,
};
const never = new AbortController().signal;

export function toyGroups(site: ToySite, token: string, fault: Fault | undefined): ResourceConnector {
  const { enter, read, resources } = toyPart(site.groups, shape, token, fault);

  const own = new Map<string, readonly MemberRef[]>();

  function exists({ type, id }: MemberRef): boolean {
    return (type === 'User' ? site.users : site.groups).records.has(id);
  }

  function add(group: string, asked: readonly MemberRef[]): void {
    const given = fault === 'a long list is cut' ? asked.slice(0, 3) : asked;
    const refs = fault === 'a group is added as a user' ? given.map(({ id }) => ({ id, type: 'User' as const })) : given;
    const inside = (fault === 'additions replace what another connection added' ? own : site.members).get(group) ?? [];
    const kind = fault === 'adding who is gone says not-found' ? 'not-found' : 'invalid';
    const gone = given.find((one) => !exists(one));
    if (gone !== undefined) throw new ConnectorError(kind, `toy: no account ${gone.id}`, { field: 'members' });
    const outside = refs.filter((one) => !inside.some((other) => isSame(one, other)));
    if (outside.length < refs.length && fault === 'adding who is in fails') throw new ConnectorError('conflict', 'toy: is in');
    site.members.set(group, [...inside, ...outside]);
    own.set(group, [...inside, ...outside]);
  }

  function remove(group: string, refs: readonly MemberRef[]): void {
    for (const ref of refs) {
      const inside = site.members.get(group) ?? [];
      const seen = fault === 'only the first page of members is searched' ? inside.slice(0, memberPageSize) : inside;
      const isOut = !seen.some((one) => isSame(one, ref));
      const refuses = exists(ref) ? 'removing who is out fails' : 'removing who is gone fails';
      if (isOut && fault === refuses) throw new ConnectorError('invalid', 'toy: is not in');
      if (!isOut) for (const all of [site.members, own]) all.set(group, inside.filter((one) => !isSame(one, ref)));
    }
  }

  function changeMembers(id: string, { added, removed }: Change, signal: AbortSignal): void {
    if (signal.aborted) throw new ConnectorError('unavailable', 'toy: cancelled');
    const joining = (added.members ?? []) as readonly MemberRef[];
    const leaving = (removed.members ?? []) as readonly MemberRef[];
    if (joining.length > 0) add(id, joining);
    site.groups.feed.write({ id, what: 'members', origin: 'ours', fields: ['members'] });
    if (joining.length === 0 || fault !== 'beside additions nobody is removed') remove(id, leaving);
  }

  const positions = new Set<string>();

  return {
    ...resources,

    async members(id, cursor, signal) {
      const nobody = { items: [], complete: true };
      if (token !== 'right' && fault === 'wrong credentials read an empty group') return nobody;
      enter(signal);
      if (!site.groups.records.has(id) && fault === 'a removed group is read as empty') return nobody;
      read(id);
      const all = site.members.get(id) ?? [];
      if (all.length === 0 && fault === 'an empty group is not found') throw new ConnectorError('not-found', 'toy: nobody');
      const isForeign = fault === 'cursors of members belong to the connection' && cursor !== undefined && !positions.has(cursor);
      const start = isForeign ? 0 : Number(cursor ?? 0);
      const end = start + memberPageSize;
      positions.add(String(end));
      const overlap = fault === 'a page of members repeats one' && start > 0 ? 1 : 0;
      const items = all.slice(start - overlap, end);
      return {
        items: fault === 'a group is read as a user' ? items.map((one) => ({ ...one, type: 'User' as const })) : items,
        complete: true,
        ...(end < all.length && { next: String(end) }),
      };
    },

    async update(ref, { added, removed, ...fields }, signal) {
      if (Object.keys(fields.set).length + fields.cleared.length > 0) {
        if (fault === 'a new name empties the group') site.members.delete(ref.id);
        const renamed = await resources.update(ref, { ...fields, added: {}, removed: {} }, signal);
        if (added.members === undefined && removed.members === undefined) return renamed;
      }
      const heard = fault === 'the signal is not looked at for members' ? never : signal;
      enter(heard);
      if (fault === 'members of a removed group are kept' && !site.groups.records.has(ref.id)) return ref.current;
      read(ref.id);
      changeMembers(ref.id, { ...fields, added, removed }, heard);
      const answer: Account = await resources.get(ref.id, heard);
      return fault === 'a change of members gives back a group without its fields' ? { ...answer, fields: {} } : answer;
    },

    async remove(ref, options, signal) {
      enter(signal);
      site.members.delete(ref.id);
      leaveGroups(site, { id: ref.id, type: 'Group' });
      return resources.remove(ref, options, signal);
    },
  };
}
