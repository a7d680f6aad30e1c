import type { JsonObject } from '../scim/json.js';
import type { ScimApi } from './create-scim-api.js';
import { readSchemas } from './describe-server.js';
import { parseFieldPath } from './field-path.js';
import { showsField } from './read-field.js';

/**
 * Which fields a server has. RFC 7643 §2.5 leaves out what has no value, and so does a server what it does not know: only of a field that the
 * server has, an absent one is empty; any other could not be read.
 */
export interface KnownFields {
  /** Asks for the schemas, once. */
  learn(signal: AbortSignal): Promise<void>;
  /** What a resource shows, others may have. */
  see(resource: JsonObject): void;
  has(place: string): boolean;
}

/** `main`: the URN of the resources' own schema. `places`: the fields in question, by SCIM path. */
export function createKnownFields(api: ScimApi, main: string, places: readonly string[]): KnownFields {
  const known = new Set<string>();
  let asked = false;
  return {
    async learn(signal) {
      if (asked) return;
      const schemas = await readSchemas(api, signal);
      asked = true;
      for (const place of places) {
        const { schema = main, attribute, subAttribute } = parseFieldPath(place);
        const name = subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`;
        const told = schemas?.get(schema) ?? [];
        if (told.some((one) => one.toLowerCase() === name.toLowerCase())) known.add(place);
      }
    },
    see(resource) {
      for (const place of places) if (!known.has(place) && showsField(resource, place)) known.add(place);
    },
    has: (place) => known.has(place),
  };
}
