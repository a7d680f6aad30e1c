import type { MemberDelta } from './member-delta.js';
import { parseMembers } from './parse-members.js';
import type { AttributePatch } from './patch-attribute.js';
import { ScimError } from './scim-error.js';
import { tolerateAll } from './tolerate-all.js';

/**
 * What an operation does to a group's membership, told without reading it. A remove with values removes only those (Entra), without
 * any it removes all.
 *
 * @throws ScimError 400 `invalidFilter` for a filter other than `members[value eq "…"]`; `mutability` for a part of a member.
 */
export function patchMembers({ operation, filter, subAttribute, value, notes }: AttributePatch): MemberDelta {
  if (subAttribute) {
    throw new ScimError(
      400,
      `members.${subAttribute.name} cannot be changed. Remove the member and add another with path "members".`,
      { scimType: 'mutability' },
    );
  }
  if (filter) {
    const { kind } = filter;
    const chosen =
      kind === 'compare' && filter.operator === 'eq' && filter.path.attribute.name === 'value' ? filter.value : null;
    if (operation !== 'remove' || chosen === null) {
      throw new ScimError(
        400,
        'members can be filtered only to remove one, as in members[value eq "…"]. Add and replace with path "members".',
        { scimType: 'invalidFilter' },
      );
    }
    return { add: [], remove: [String(chosen)] };
  }
  // One may be added alone (RFC 7644 §3.5.2.1), and what a remove names has been told of.
  const tolerate = operation === 'replace' ? notes.tolerate : tolerateAll;
  const ids = parseMembers(value ?? null, tolerate);
  switch (operation) {
    case 'add':
      return { add: ids, remove: [] };
    case 'replace':
      return { replace: ids };
    case 'remove':
      return value === undefined || value === null ? { replace: [] } : { add: [], remove: ids };
  }
}
