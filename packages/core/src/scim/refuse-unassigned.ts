import type { JsonObject } from './json.js';
import type { ResourceType } from './schema.js';
import { ScimError } from './scim-error.js';

/**
 * RFC 7644 §3.5.2.2: operations that leave a required attribute without a value are refused, and the error is called `mutability`.
 * @throws ScimError 400 mutability
 */
export function refuseUnassigned(type: ResourceType, before: JsonObject, after: JsonObject): void {
  for (const { name, required, mutability } of type.schema.attributes) {
    if (!required || mutability === 'readOnly' || before[name] === undefined || after[name] !== undefined) continue;
    throw new ScimError(
      400,
      `A ${type.name} must have ${name}, and these operations take it away. Replace it by another value, or leave it.`,
      { scimType: 'mutability' },
    );
  }
}
