import { commonAttributes } from './common-attributes.js';
import { isHidden } from './is-hidden.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.js';
import type { Selection } from './parse-selection.js';
import { reach } from './reach.js';
import type { Attribute, ResourceType } from './schema.js';

/** A resource with everything that could be shown. `groups` and `members` are absent where they were not read. */
export interface ResourceView {
  readonly id: string;
  readonly attributes: JsonObject;
  readonly externalId?: string;
  readonly meta: JsonObject;
  readonly groups?: Json;
  readonly members?: Json;
}

/**
 * The resource as an answer shows it, by each attribute's `returned` (RFC 7643 §2.2) and the selection: `schemas`, `id`, `externalId`
 * first, `meta` last. `schemas` lists an extension only where something of it is shown.
 */
export function projectResource(type: ResourceType, view: ResourceView, selection: Selection): JsonObject {
  const { id, externalId, meta, groups, members, attributes } = view;
  const document: JsonObject = {
    ...attributes,
    id,
    ...(externalId !== undefined && { externalId }),
    ...(groups !== undefined && { groups }),
    ...(members !== undefined && { members }),
    meta,
  };
  const common = project(commonAttributes, document, [], selection);
  const core = project(type.schema.attributes, document, [], selection);
  const extensions: Record<string, Json> = {};
  for (const { schema } of type.extensions) {
    const inner = attributes[schema.id];
    if (!isJsonObject(inner)) continue;
    const shown = project(schema.attributes, inner, [schema.id], selection);
    if (Object.keys(shown).length > 0) extensions[schema.id] = shown;
  }
  const { meta: shownMeta, ...heading } = common;
  return {
    schemas: [type.schema.id, ...Object.keys(extensions)],
    ...heading,
    ...core,
    ...extensions,
    ...(shownMeta !== undefined && { meta: shownMeta }),
  };
}

/** Whether an answer shows any of `members` or `groups`, so whether they have to be read. */
export function selectionIncludes(selection: Selection, name: 'members' | 'groups'): boolean {
  const reached = reach(selection, [name]);
  return selection.kind === 'only' ? reached !== 'none' : reached !== 'whole';
}

/** One member as the selection shows it, for a list of them that is written piece by piece. */
export function projectMember(type: ResourceType, member: JsonObject, selection: Selection): JsonObject {
  const attribute = type.schema.attributes.find(({ name }) => name === 'members');
  return attribute ? project(attribute.subAttributes ?? [], member, ['members'], selection) : member;
}

function project(
  attributes: readonly Attribute[],
  values: JsonObject,
  parents: readonly string[],
  selection: Selection,
): JsonObject {
  const shown: Record<string, Json> = {};
  for (const attribute of attributes) {
    const value = values[attribute.name];
    if (value === undefined) continue;
    const names = [...parents, attribute.name];
    if (!isShown(attribute, names, selection)) continue;
    const projected = projectValue(attribute, value, names, selection);
    if (projected !== undefined) shown[attribute.name] = projected;
  }
  return shown;
}

function projectValue(
  attribute: Attribute,
  value: Json,
  names: readonly string[],
  selection: Selection,
): Json | undefined {
  if (isJsonList(value)) {
    const items = value.flatMap((item) => projectValue(attribute, item, names, selection) ?? []);
    return items.length === 0 && value.length > 0 ? undefined : items;
  }
  if (!isJsonObject(value)) return value;
  const shown = project(attribute.subAttributes ?? [], value, names, selection);
  return Object.keys(shown).length === 0 ? undefined : shown;
}

function isShown(attribute: Attribute, names: readonly string[], selection: Selection): boolean {
  const { returned } = attribute;
  if (isHidden(attribute)) return false;
  if (returned === 'always') return true;
  const reached = reach(selection, names);
  if (selection.kind === 'only') return reached !== 'none';
  return returned === 'default' && !(selection.kind === 'without' && reached === 'whole');
}
