import type { JsonObject } from '../scim/json.js';

/** What a server says of a resource by itself, and refuses or misunderstands when it comes back. */
const readOnly = ['meta', 'groups', 'schemas'];

/** Pure: a resource as it is sent whole, with the schemas of what is in it: RFC 7643 §3. */
export function wholeResource(resource: JsonObject, schema: string): JsonObject {
  const kept = Object.entries(resource).filter(([name]) => !readOnly.includes(name.toLowerCase()));
  const extensions = kept.map(([name]) => name).filter((name) => name.toLowerCase().startsWith('urn:'));
  return { schemas: [schema, ...extensions], ...Object.fromEntries(kept) };
}
