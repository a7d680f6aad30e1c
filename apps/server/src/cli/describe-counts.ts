/** What stands first is what an operator looks for first. */
const order = [
  'error',
  'park',
  'moved',
  'hold',
  'remove',
  'deactivate',
  'reactivate',
  'create',
  'adopt',
  'update',
  'members',
  'unlink',
  'drift',
  'skip',
  'wait',
];

/** `create 1, update 2; 12 need nothing`. */
export function describeCounts(counts: Readonly<Record<string, number | undefined>>): string {
  const place = (action: string) => (order.includes(action) ? order.indexOf(action) : order.length);
  const parts = Object.entries(counts)
    .filter(([action, number]) => !['none', 'seen'].includes(action) && number)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([action, number]) => `${action} ${number}`);
  const idle = counts['none'] ? [`${counts['none']} need nothing`] : [];
  return [...(parts.length > 0 ? [parts.join(', ')] : []), ...idle].join('; ') || 'nothing';
}
