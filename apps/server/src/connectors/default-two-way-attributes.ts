/** What comes back where the configuration names nothing, as far as rules read it. */
export const defaultTwoWayAttributes: readonly string[] = ['name', 'displayName', 'title'];
