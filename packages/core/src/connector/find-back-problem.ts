import { findAttribute } from '../scim/find-attribute.js';
import { parsePath } from '../scim/parse-path.js';
import type { ResourceType } from '../scim/schema.js';
import type { AttributeRule } from './attribute-rule.js';
import { rulePaths } from './rule-paths.js';

/** Why nothing can be written to where `back` goes: the first path of `scim`, which exists. */
export function findBackProblem(rule: AttributeRule, type: ResourceType): string | undefined {
  const [text] = rulePaths(rule);
  if (text === undefined) return 'back says nowhere where it goes. Name the attribute in scim.';
  const { path, filter } = parsePath(text);
  if (filter !== undefined)
    return `back cannot go to "${text}", which chooses among values. Name a plain path in scim.`;
  const { subAttribute, ...whole } = path;
  const [found, parent] = [findAttribute(type, path), findAttribute(type, whole)];
  if (parent?.multiValued && subAttribute !== undefined)
    return `back cannot go to "${text}", which stands in each of several values. Name the whole list in scim, or another attribute.`;
  if ([found, parent].some((one) => one?.attribute.mutability === 'readOnly'))
    return `back cannot go to "${text}", which nobody may write. Name another attribute in scim.`;
  return undefined;
}
