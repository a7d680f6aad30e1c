/** Indexed by default: `eq` and `sw` on these cost the same in a directory of a thousand and of a million. `unique` is per directory. */
export const indexedAttributes: Readonly<
  Record<string, readonly { readonly path: string; readonly unique: boolean }[]>
> = {
  User: [
    { path: 'userName', unique: true },
    { path: 'displayName', unique: false },
    { path: 'active', unique: false },
    { path: 'name.familyName', unique: false },
    { path: 'emails.value', unique: false },
  ],
  Group: [{ path: 'displayName', unique: false }],
};

/**
 * How many UTF-16 units a value of an indexed attribute (folded, too), or an externalId, may have: an index entry of PostgreSQL ends at
 * 2,704 bytes. Stores rely on it, so callers refuse longer ones before a commit, as the SCIM server does. Every other attribute may
 * have any length.
 */
export const longestIndexedValue = 512;
