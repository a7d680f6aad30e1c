import { findAttributesText } from '../../store/attributes-text.js';
import type { EffectiveGroup, ResourceRecord } from '../../store/resource.js';
import type { Selection } from '../parse-selection.js';
import { projectResource } from '../project-resource.js';
import { resourceTypes } from '../resource-types.js';
import type { Attribute, ResourceType } from '../schema.js';
import { etagOf } from './etag.js';
import { groupView, locationOf, viewOf } from './resource-view.js';
import type { ScimClient } from './scim-client.js';

/** One resource as JSON, without a group's members. */
export function printResource(
  client: ScimClient,
  type: ResourceType,
  record: ResourceRecord,
  groups: readonly EffectiveGroup[] | undefined,
  selection: Selection,
): string {
  const text = showsAttributesWhole(type, selection) ? findAttributesText(record) : undefined;
  return text === undefined || !isAsDeclared(type, text)
    ? JSON.stringify(projectResource(type, viewOf(client, type, record, groups), selection))
    : joinText(client, type, record, groups, text);
}

/** The attributes as they are kept, with what is not kept among them before and behind: nothing is parsed, and nothing printed again. */
function joinText(
  client: ScimClient,
  type: ResourceType,
  { id, externalId, created, lastModified, version }: ResourceRecord,
  groups: readonly EffectiveGroup[] | undefined,
  text: string,
): string {
  const extensions = type.extensions.flatMap(({ schema }) => (isThere(schema.id, text) ? `,"${schema.id}"` : ''));
  const heading = externalId === undefined ? '' : `,"externalId":${JSON.stringify(externalId)}`;
  const attributes = text === '{}' ? '' : `,${text.slice(1, -1)}`;
  const refs = groups === undefined || groups.length === 0 ? '' : `,"groups":${printGroups(client, groups)}`;
  const location = JSON.stringify(locationOf(client, type, id));
  return (
    `{"schemas":["${type.schema.id}"${extensions.join('')}],"id":${JSON.stringify(id)}${heading}${attributes}${refs},"meta":` +
    `{"resourceType":"${type.name}","created":"${created}","lastModified":"${lastModified}","location":${location},` +
    `"version":${JSON.stringify(etagOf(version))}}}`
  );
}

/** Of each list as it was printed last: on a page many are in the same groups. */
const printed = new WeakMap<readonly EffectiveGroup[], { readonly baseUrl: string; readonly text: string }>();

function printGroups(client: ScimClient, groups: readonly EffectiveGroup[]): string {
  const known = printed.get(groups);
  if (known?.baseUrl === client.baseUrl) return known.text;
  const text = JSON.stringify(groups.map((group) => groupView(client, group)));
  printed.set(groups, { baseUrl: client.baseUrl, text });
  return text;
}

/** Within a value the quotes would be escaped, so that only a member's name can read like this. */
function isThere(extension: string, text: string): boolean {
  return text.includes(`"${extension}":`);
}

const builtIn = new Set(
  resourceTypes.flatMap(({ schema, extensions }) => [schema, ...extensions.map((one) => one.schema)]),
);

/** What an operator declared may be declared otherwise by now, and what is kept of former times is not shown. */
function isAsDeclared(type: ResourceType, text: string): boolean {
  if (!builtIn.has(type.schema)) return false;
  for (let start = text.indexOf('"urn:'); start !== -1; start = text.indexOf('"urn:', start + 1)) {
    const end = text.indexOf('"', start + 1);
    if (text[end + 1] !== ':') continue;
    const name = text.slice(start + 1, end);
    if (!type.extensions.some(({ schema }) => schema.id === name && builtIn.has(schema))) return false;
  }
  return true;
}

const plainTypes = new WeakMap<ResourceType, boolean>();
/** Kept elsewhere, so that leaving them out changes nothing of the text. */
const keptApart = new Set(['members', 'groups']);

function showsAttributesWhole(type: ResourceType, { kind, paths }: Selection): boolean {
  if (kind === 'only') return false;
  if (!paths.every(([name = '', ...rest]) => rest.length === 0 && keptApart.has(name))) return false;
  const known = plainTypes.get(type) ?? isPlain(type);
  plainTypes.set(type, known);
  return known;
}

/** Everything that is kept among the attributes is returned by default. */
function isPlain({ schema, extensions }: ResourceType): boolean {
  const all = [schema, ...extensions.map((extension) => extension.schema)].flatMap(({ attributes }) => attributes);
  return all.every(isShown);
}

function isShown({ name, mutability, returned, subAttributes = [] }: Attribute): boolean {
  // Never among them.
  if (mutability === 'writeOnly' || mutability === 'readOnly' || keptApart.has(name)) return true;
  return (returned === 'default' || returned === 'always') && subAttributes.every(isShown);
}
