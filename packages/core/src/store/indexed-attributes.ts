/**
 * Indexed by default, by type: `eq` and `sw` on these cost the same in a directory of a thousand and of a million. What the schemas say
 * to be unique is among them.
 */
export const indexedAttributes: Readonly<Record<string, readonly string[]>> = {
  User: ['userName', 'displayName', 'active', 'name.familyName', 'emails.value'],
  Group: ['displayName'],
};

/**
 * How many UTF-16 units a value of an indexed attribute (folded, too), or an externalId, may have: an index entry of PostgreSQL ends at
 * 2,704 bytes. Stores rely on it, so callers refuse longer ones before a commit, as the SCIM server does. Every other attribute may
 * have any length.
 */
export const longestIndexedValue = 512;
