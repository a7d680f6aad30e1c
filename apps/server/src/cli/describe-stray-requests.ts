import type { StrayRequests } from '../requests/stray-request.js';

/** One line each, for whoever waits for a client's requests in vain. */
export function describeStrayRequests(
  strays: readonly StrayRequests[],
  client: string,
  baseUrl: string,
): readonly string[] {
  if (strays.length === 0) return [];
  const lines = strays.map(({ place, count, last, address }) => {
    const came = count === 1 ? '1 request came' : `${count} requests came`;
    const from = address === undefined ? '' : ` from ${address}`;
    return `${came} to ${place}, where no client is, ${count === 1 ? 'at' : 'the last at'} ${new Date(last).toISOString()}${from}.`;
  });
  return [...lines, `If that was meant for ${client}: its base URL is ${baseUrl}.`];
}
