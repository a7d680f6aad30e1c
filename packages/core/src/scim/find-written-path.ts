import type { WrittenPath } from './filter.js';

const namePattern = /^[$a-z][\w$-]*$/i;

/**
 * Splits `urn:…:2.0:User:name.familyName` into schema, attribute and sub-attribute (RFC 7644 §3.10); `undefined` where the text is no
 * attribute's name. The last colon ends the schema, so a bare extension URN comes out as schema `urn:…:2.0`, attribute `User`.
 */
export function findWrittenPath(text: string): WrittenPath | undefined {
  const colon = text.lastIndexOf(':');
  if (colon !== -1 && !/^urn:./i.test(text)) return undefined;
  const [attribute, subAttribute, ...rest] = text.slice(colon + 1).split('.');
  if (attribute === undefined || !namePattern.test(attribute) || rest.length > 0) return undefined;
  if (subAttribute !== undefined && !namePattern.test(subAttribute)) return undefined;
  return {
    ...(colon !== -1 && { schema: text.slice(0, colon) }),
    attribute,
    ...(subAttribute !== undefined && { subAttribute }),
  };
}
