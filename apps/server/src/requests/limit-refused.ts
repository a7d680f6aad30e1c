import type { RequestEntry } from './request-entry.js';

/** Refused requests that are kept of one client in a minute: enough to see that its token is wrong. */
const perMinute = 20;

/**
 * Passes on what an operator wants to see. Anybody on the internet can send requests without a token: those to names that are no
 * client's are left out (`createStrayLog` counts them), and those to a client's are counted.
 */
export function limitRefused(
  record: (entry: RequestEntry) => void,
  clients: readonly { readonly name: string }[],
): (entry: RequestEntry) => void {
  const refused = new Map(clients.map(({ name }) => [name, { minute: 0, count: 0, left: 0 }]));
  return (entry) => {
    const seen = refused.get(entry.client);
    if (!seen) return;
    if (entry.status === 401 || entry.refused !== undefined) {
      const minute = Math.floor(entry.at / 60_000);
      seen.count = seen.minute === minute ? seen.count + 1 : 1;
      seen.minute = minute;
      if (seen.count > perMinute) {
        seen.left += 1;
        return;
      }
    }
    const left = seen.left === 0 ? [] : [`${seen.left} refused for their token before it were not kept`];
    seen.left = 0;
    record(left.length === 0 ? entry : { ...entry, notes: [...(entry.notes ?? []), ...left] });
  };
}
