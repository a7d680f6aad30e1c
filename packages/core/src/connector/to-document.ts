import type { JsonObject } from '../scim/json.js';

/** A `ResourceRecord`, or as much of one as rules look at. */
export interface MappedResource {
  readonly id: string;
  /** `User` or `Group`. */
  readonly type: string;
  readonly externalId?: string;
  readonly attributes: JsonObject;
}

/** A resource as rules see it: as a SCIM document with its extensions under their URNs, without `schemas` and `meta`. */
export function toDocument({ id, externalId, attributes }: MappedResource): JsonObject {
  return { ...attributes, id, ...(externalId !== undefined && { externalId }) };
}
