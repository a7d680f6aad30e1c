/**
 * Keys that the design names and this version does not act on. Ignoring one would do what its author meant to prevent: an ignored
 * `scope` provisions everyone. `*` stands for any name.
 */
const plannedKeys: Readonly<Record<string, readonly string[]>> = {
  '': ['admin', 'cluster', 'guards', 'journal', 'notify', 'webhooks'],
  'clients.*': ['guards', 'mapping', 'ownership', 'scope'],
  'directories.*': ['attributes', 'indexed', 'ownership'],
  'applications.*': ['correlation', 'drift', 'groups', 'guards', 'notify', 'scope', 'twoWay', 'webhook'],
  'applications.*.provisioning': ['schedule', 'timezone'],
  'applications.*.leaving': ['onScopeExit', 'trash'],
};

export function isPlannedKey(path: readonly PropertyKey[], key: string): boolean {
  const place = path.map((step, index) => (index === 1 ? '*' : String(step))).join('.');
  return plannedKeys[place]?.includes(key) ?? false;
}
