import { evaluateFilter } from '../scim/evaluate-filter.js';
import { isJsonList, isJsonObject, type Json } from '../scim/json.js';
import { resourceTypes } from '../scim/resource-types.js';
import type { ResourceType } from '../scim/schema.js';
import { findRulePath } from './find-rule-path.js';
import type { MappedResource } from './to-document.js';

/**
 * The one value at a SCIM path, or undefined. Of several values the primary one counts, else the first; `emails` without a
 * sub-attribute is the whole list. `type` has what the operator declared, too; default: what is built in. Null, empty strings and empty lists are no values.
 */
export function readPath(
  resource: MappedResource,
  path: string,
  type: ResourceType | undefined = resourceTypes.find(({ name }) => name === resource.type),
): Json | undefined {
  const found = type && findRulePath(type, path);
  if (found === undefined) return undefined;
  const { names, choice } = found;
  const [first = '', ...rest] = names;
  const value = readNames(readAttribute(resource, first), rest);
  if (choice === undefined) return value;
  const values = isJsonList(value) ? value : [];
  const chosen = values.filter((one) => isJsonObject(one) && evaluateFilter(choice.filter, one));
  return choice.subAttribute === undefined ? primaryFirst(chosen)[0] : readNames(chosen, [choice.subAttribute]);
}

/** As `toDocument` has it, without making a document for each path of each rule. */
function readAttribute({ id, externalId, attributes }: MappedResource, name: string): Json | undefined {
  if (name === 'id') return id;
  if (name === 'externalId' && externalId !== undefined) return externalId;
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

function readNames(value: Json | undefined, names: readonly string[]): Json | undefined {
  const [name, ...rest] = names;
  if (value === undefined || value === null || value === '') return undefined;
  if (name === undefined) return isJsonList(value) && value.length === 0 ? undefined : value;
  if (isJsonObject(value)) return Object.hasOwn(value, name) ? readNames(value[name], rest) : undefined;
  if (!isJsonList(value)) return undefined;
  for (const one of primaryFirst(value)) {
    const found = readNames(one, names);
    if (found !== undefined) return found;
  }
  return undefined;
}

function primaryFirst(values: readonly Json[]): readonly Json[] {
  const isPrimary = (value: Json) => isJsonObject(value) && value.primary === true;
  return [...values.filter(isPrimary), ...values.filter((value) => !isPrimary(value))];
}
