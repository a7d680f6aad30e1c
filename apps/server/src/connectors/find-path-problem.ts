import { findRulePath, foldCase, type ResourceType, ScimError } from '@linkspan/core';
import { closestName } from '../config/closest-name.js';
import { isHiddenPath } from './is-hidden-path.js';

/** Why this is no attribute of a person, and no schema of one; undefined: it is. */
export function findPathProblem(attribute: string, user: ResourceType): string | undefined {
  if (user.extensions.some(({ schema }) => foldCase(schema.id) === foldCase(attribute))) return undefined;
  try {
    if (isHiddenPath(user, attribute)) return `${attribute} is never returned, so nothing may come back into it.`;
    if (findRulePath(user, attribute) !== undefined) return undefined;
    const near = closestName(
      attribute,
      user.schema.attributes.map(({ name }) => name),
    );
    return near === undefined
      ? `User has no attribute "${attribute}". Check its spelling; an attribute of an extension begins with the schema's URN.`
      : `Did you mean ${near}?`;
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}
