import type { Commit } from '../../store/resource-store.js';
import { isSameJson } from '../is-same-json.js';
import { isJsonObject, type Json, type JsonObject } from '../json.js';

interface State {
  readonly attributes: JsonObject;
  readonly externalId?: string | null | undefined;
}

/** What the journal says of a write to the resource itself, by attribute: `{ from, to }`. Empty: the write changes nothing. */
export function describeChanges(before: State | undefined, after: State | undefined): Record<string, Json> {
  const from = flatten(before);
  const to = flatten(after);
  const changes: Record<string, Json> = {};
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const was = from[name] ?? null;
    const is = to[name] ?? null;
    if (!isSameJson(was, is)) changes[name] = { from: was, to: is };
  }
  return changes;
}

/** A line of the journal stays small, whatever the group's size. */
const membersShown = 100;

export function describeMembers(members: Commit['members']): Record<string, Json> {
  if (members === undefined) return {};
  if ('replace' in members)
    return { members: { count: members.replace.length, to: members.replace.slice(0, membersShown) } };
  const { add, remove } = members;
  return {
    members: {
      added: add.slice(0, membersShown),
      removed: remove.slice(0, membersShown),
      ...(Math.max(add.length, remove.length) > membersShown && { count: add.length + remove.length }),
    },
  };
}

/** Extensions attribute by attribute: `urn:…:User:department`. */
function flatten(state: State | undefined): Record<string, Json> {
  if (state === undefined) return {};
  const flat: Record<string, Json> = {};
  for (const [name, value] of Object.entries(state.attributes)) {
    if (name.startsWith('urn:') && isJsonObject(value)) {
      for (const [attribute, inner] of Object.entries(value)) flat[`${name}:${attribute}`] = inner;
    } else {
      flat[name] = value;
    }
  }
  return { ...flat, ...(typeof state.externalId === 'string' && { externalId: state.externalId }) };
}
