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

/** `create 1, update 2; 3 looked at; 12 need nothing`. What comes back of those is told by what is done then. */
export function describeCounts(counts: Readonly<Record<string, number | undefined>>): string {
  const place = (action: string) => (order.includes(action) ? order.indexOf(action) : order.length);
  const parts = Object.entries(counts)
    .filter(([action, number]) => !['none', 'seen', 'merge'].includes(action) && number)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([action, number]) => `${action} ${number}`);
  const looked = counts['merge'] ? [`${counts['merge']} looked at`] : [];
  const idle = counts['none'] ? [`${counts['none']} need nothing`] : [];
  return [...(parts.length > 0 ? [parts.join(', ')] : []), ...looked, ...idle].join('; ') || 'nothing';
}
