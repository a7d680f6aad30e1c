import { findAttribute, isHidden, parsePath, type ResourceType, ScimError } from '@linkspan/core';

/** Whether a SCIM path leads to what is never returned. What is no path leads nowhere. */
export function isHiddenPath(type: ResourceType, text: string): boolean {
  try {
    const found = findAttribute(type, parsePath(text).path);
    return found !== undefined && isHidden(found.attribute);
  } catch (error) {
    if (error instanceof ScimError) return false;
    throw error;
  }
}
