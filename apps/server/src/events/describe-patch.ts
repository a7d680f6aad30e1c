import {
  isJsonList,
  isJsonObject,
  type Json,
  type JsonObject,
  projectResource,
  type ResourceType,
} from '@linkspan/core';

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/**
 * The change as a PATCH would say it, without what is never returned and without `externalId`, which is each client's own. Undefined: there
 * is nothing left to say, or the line does not have all of it (a line names at most 100 members).
 */
export function describePatch(type: ResourceType, id: string, changes: JsonObject): JsonObject | undefined {
  const { members, externalId: _, ...attributes } = changes;
  const ofMembers = members === undefined ? [] : describeMembers(members);
  if (ofMembers === undefined) return undefined;
  const shown = findShown(type, id, attributes);
  const ofAttributes = Object.entries(attributes).flatMap(([path, change]): JsonObject[] => {
    if (toOf(change) === null) return [{ op: 'remove', path }];
    const value = shown.get(path);
    return value === undefined ? [] : [{ op: 'replace', path, value }];
  });
  const Operations = [...ofAttributes, ...ofMembers];
  return Operations.length === 0 ? undefined : { schemas: [patchSchema], Operations };
}

/** Of the new values, what an answer may show. */
function findShown(type: ResourceType, id: string, changes: JsonObject): ReadonlyMap<string, Json> {
  const attributes: Record<string, Json> = {};
  const extended = new Map<string, Record<string, Json>>(type.extensions.map(({ schema }) => [schema.id, {}]));
  const places = [...extended].map(([schema, values]) => ({ prefix: `${schema}:`, values }));
  for (const [path, change] of Object.entries(changes)) {
    const place = places.find(({ prefix }) => path.startsWith(prefix));
    if (place) place.values[path.slice(place.prefix.length)] = toOf(change);
    else attributes[path] = toOf(change);
  }
  const view = { id, attributes: { ...attributes, ...Object.fromEntries(extended) }, meta: {} };
  const document = projectResource(type, view, { kind: 'default', paths: [] });
  return new Map(
    Object.entries(document).flatMap(([name, value]) =>
      extended.has(name) && isJsonObject(value)
        ? Object.entries(value).map(([inner, one]) => [`${name}:${inner}`, one] as const)
        : [[name, value] as const],
    ),
  );
}

function describeMembers(change: Json): readonly JsonObject[] | undefined {
  if (!isJsonObject(change)) return undefined;
  const { count, to, added, removed } = change;
  if (isJsonList(to)) {
    if (to.length !== count) return undefined;
    return [{ op: 'replace', path: 'members', value: to.map((value) => ({ value })) }];
  }
  // A count is there only where names are left out.
  if (count !== undefined || !isJsonList(added) || !isJsonList(removed)) return undefined;
  return [
    ...(added.length === 0 ? [] : [{ op: 'add', path: 'members', value: added.map((value) => ({ value })) }]),
    ...removed.map((value) => ({ op: 'remove', path: `members[value eq ${JSON.stringify(value)}]` })),
  ];
}

function toOf(change: Json): Json {
  return isJsonObject(change) ? (change['to'] ?? null) : null;
}
