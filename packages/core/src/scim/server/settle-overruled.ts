import type { Overruled, ResourceRecord } from '../../store/resource.js';
import { isSameJson } from '../is-same-json.js';
import { isJsonObject, type Json, type JsonObject } from '../json.js';
import { type Leaf, leavesOf, withLeaf } from '../leaves-of.js';
import type { Intention } from './plan-commit.js';

type Standing = NonNullable<ResourceRecord['overruled']>;

interface Settled {
  /** Without what only repeats what an application has overruled. */
  readonly intention: Intention;
  /** What stands overruled from now on; absent: as before. */
  readonly overruled?: Standing | null;
}

/**
 * An identity provider sends what it has, again and again. What it repeats although an application has said something else since is no new
 * word of it, and does not undo the application's; what is new is. `active: false` is obeyed whoever says it and however often.
 */
export function settleOverruled(
  actor: string,
  at: string,
  current: ResourceRecord | undefined,
  intention: Intention,
): Settled {
  if (current === undefined || intention.action === 'delete') return { intention };
  if (actor.startsWith('application:')) return note(actor, at, current, intention);
  return current.overruled === undefined ? { intention } : hear(current.overruled, current, intention);
}

/** An application's word: what stood there is kept, that of whoever said it before an application did. */
function note(by: string, at: string, current: ResourceRecord, intention: Intention): Settled {
  const standing: Record<string, Overruled> = { ...current.overruled };
  const before = leavesOf(current.attributes);
  const after = leavesOf(intention.attributes ?? current.attributes);
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [valueAt(before, path), valueAt(after, path)];
    if (isSameJson(was, is)) continue;
    const over = standing[path]?.over ?? was;
    if (isSameJson(over, is)) delete standing[path];
    else standing[path] = { by, at, over };
  }
  const members = noteMembers(standing.members?.over, intention);
  delete standing.members;
  if (Object.keys(members).length > 0) standing.members = { by, at, over: members };
  return { intention, ...changed(current.overruled, standing) };
}

function noteMembers(over: Json | undefined, { members }: Intention): JsonObject {
  const noted: Record<string, Json> = isJsonObject(over) ? { ...over } : {};
  if (members === undefined || 'replace' in members) return noted;
  for (const [ids, way, back] of [
    [members.add, 'in', 'out'],
    [members.remove, 'out', 'in'],
  ] as const)
    for (const id of ids) {
      if (noted[id] === back) delete noted[id];
      else noted[id] = way;
    }
  return noted;
}

/** A client's: repeated, it is passed over; new, the application's word ends there. */
function hear(overruled: Standing, current: ResourceRecord, intention: Intention): Settled {
  const { members: ofMembers, ...ofAttributes } = overruled;
  const standing: Record<string, Overruled> = {};
  const before = leavesOf(current.attributes);
  let attributes = intention.attributes ?? current.attributes;
  const after = leavesOf(attributes);
  for (const [path, word] of Object.entries(ofAttributes)) {
    const [was, is] = [valueAt(before, path), valueAt(after, path)];
    // Closed by the application before: from now on the client says so, too.
    if (path === 'active' && intention.leaves === true) continue;
    if (isSameJson(was, is)) {
      // Whole and the same: the client has taken the value over, and what it says next is new. `active` may have been left out.
      if (intention.action !== 'replace' || path === 'active' || is === null) standing[path] = word;
    } else if (isSameJson(is, word.over) && !(path === 'active' && is === false)) {
      standing[path] = word;
      const names = before.get(path)?.names ?? after.get(path)?.names ?? [path];
      attributes = withLeaf(attributes, names, before.get(path)?.value);
    }
  }
  const heard = hearMembers(ofMembers, intention.members);
  if (ofMembers && Object.keys(heard.over).length > 0) standing.members = { ...ofMembers, over: heard.over };
  return {
    intention: {
      ...intention,
      ...(intention.attributes !== undefined && { attributes }),
      ...(heard.members !== undefined && { members: heard.members }),
    },
    ...changed(overruled, standing),
  };
}

function hearMembers(
  word: Overruled | undefined,
  members: Intention['members'],
): { readonly members?: Intention['members']; readonly over: JsonObject } {
  const over = isJsonObject(word?.over ?? null) ? (word?.over as JsonObject) : {};
  if (members === undefined) return { over };
  if ('add' in members) {
    const spoken = new Set([...members.add, ...members.remove]);
    return { members, over: Object.fromEntries(Object.entries(over).filter(([id]) => !spoken.has(id))) };
  }
  const listed = new Set(members.replace);
  const kept: [string, Json][] = [];
  for (const [id, way] of Object.entries(over)) {
    if (way === 'in' && !listed.has(id)) {
      listed.add(id);
      kept.push([id, way]);
    } else if (way === 'out' && listed.delete(id)) kept.push([id, way]);
  }
  return { members: { replace: [...listed] }, over: Object.fromEntries(kept) };
}

function valueAt(leaves: ReadonlyMap<string, Leaf>, path: string): Json {
  return leaves.get(path)?.value ?? null;
}

function changed(before: Standing | undefined, after: Standing): Pick<Settled, 'overruled'> {
  const same = JSON.stringify(before ?? {}) === JSON.stringify(after);
  if (same) return {};
  return { overruled: Object.keys(after).length === 0 ? null : after };
}
