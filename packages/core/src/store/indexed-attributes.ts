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
