import type { EffectiveGroup, ResourceRecord } from '../../store/resource.js';
import type { Selection } from '../parse-selection.js';
import { projectMember, selectionIncludes } from '../project-resource.js';
import type { ResourceType } from '../schema.js';
import type { Call } from './call.js';
import { printResource } from './print-resource.js';
import { memberView } from './resource-view.js';
import { withManagers } from './with-managers.js';

/**
 * Resources as JSON with commas between, in pieces. A group's members are read page by page while the pieces are taken, so a group of
 * any size costs one page of memory. They are read after the version, so the ETag is never newer than what is shown.
 */
export async function* writeResources(
  call: Call,
  type: ResourceType,
  records: readonly ResourceRecord[],
  selection: Selection,
  /** Whose groups are known; absent: they are read. */
  known?: ReadonlyMap<string, readonly EffectiveGroup[]>,
): AsyncGenerator<string> {
  const groups = known ?? (await readGroups(call, type, records, selection));
  const withMembers = type.name === 'Group' && selectionIncludes(selection, 'members');
  const shown = await withManagers(call, type, records, selection);
  const print = (record: ResourceRecord) => printResource(call.client, type, record, groups.get(record.id), selection);
  if (!withMembers) {
    yield shown.map(print).join(',');
    return;
  }
  for (const [index, record] of shown.entries()) {
    // A document is never empty: it has `schemas` and `id`.
    yield `${index > 0 ? ',' : ''}${print(record).slice(0, -1)},"members":[`;
    yield* writeMembers(call, type, record.id, selection);
    yield ']}';
  }
}

async function* writeMembers(
  call: Call,
  type: ResourceType,
  group: string,
  selection: Selection,
): AsyncGenerator<string> {
  const limit = call.limits.memberPageSize;
  let after: string | undefined;
  for (;;) {
    const page = await call.resources.listMembers(call.scope, { group, limit, ...(after !== undefined && { after }) });
    const members = page.map((member) => JSON.stringify(projectMember(type, memberView(call, member), selection)));
    if (members.length > 0) yield after === undefined ? members.join(',') : `,${members.join(',')}`;
    after = page.at(-1)?.value;
    if (page.length < limit || after === undefined) return;
  }
}

/** `groups` is read only where it is shown, once for all records that did not come with them. */
async function readGroups(
  call: Call,
  type: ResourceType,
  records: readonly ResourceRecord[],
  selection: Selection,
): Promise<ReadonlyMap<string, readonly EffectiveGroup[]>> {
  if (type.name !== 'User' || !selectionIncludes(selection, 'groups')) return new Map();
  const unread = records.flatMap(({ id, groups }) => (groups === undefined ? id : []));
  const read = unread.length === 0 ? [] : await call.resources.listEffectiveGroups(call.scope, unread);
  return new Map([...records.flatMap(({ id, groups }) => (groups ? [[id, groups] as const] : [])), ...read]);
}
