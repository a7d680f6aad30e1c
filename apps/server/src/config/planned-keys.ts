/**
 * Keys that the design names and this version does not act on. Ignoring one would do what its author meant to prevent: an ignored
 * `scope` would provision everyone. `*` stands for any name.
 */
const plannedKeys: Readonly<Record<string, readonly string[]>> = {
  '': ['admin', 'cluster', 'journal', 'webhooks'],
  'clients.*': ['mapping', 'scope'],
  'directories.*': ['attributes', 'indexed'],
  'applications.*': ['notify', 'webhook'],
  'applications.*.leaving': ['trash'],
};

export function isPlannedKey(path: readonly PropertyKey[], key: string): boolean {
  const place = path.map((step, index) => (index === 1 ? '*' : String(step))).join('.');
  return plannedKeys[place]?.includes(key) ?? false;
}
