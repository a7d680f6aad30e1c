import { isJsonList, isJsonObject, type Json } from './json.js';
import type { Attribute, ResourceType } from './schema.js';
import { invalidValue } from './scim-error.js';

/** @throws ScimError 400 `invalidValue` where a required attribute has no value: RFC 7643 §2.2. What is read-only is the server's. */
export function requireAssigned(
  { name }: ResourceType,
  attribute: Attribute,
  value: Json | undefined,
  path: string,
): void {
  if (!isDemanded(attribute) || !isUnassigned(value)) return;
  throw invalidValue(`A ${name} must have ${path}, and it is missing or empty. Send a value for it.`);
}

/** @throws ScimError 400 `invalidValue` where one of a complex attribute's values lacks a required part. */
export function requireParts({ subAttributes = [] }: Attribute, value: Json | undefined, path: string): void {
  const demanded = subAttributes.filter(isDemanded);
  if (demanded.length === 0) return;
  for (const one of isJsonList(value) ? value : [value]) {
    if (!isJsonObject(one)) continue;
    const missing = demanded.find(({ name }) => isUnassigned(one[name]));
    if (missing === undefined) continue;
    throw invalidValue(
      `Each ${path} must have ${missing.name}, and it is missing or empty. Send a value for it, or leave ${path} out.`,
    );
  }
}

function isDemanded({ required, mutability }: Attribute): boolean {
  return required && mutability !== 'readOnly';
}

function isUnassigned(value: Json | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}
