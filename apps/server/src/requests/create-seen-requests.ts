import { kindOfRequest } from './kind-of-request.js';
import type { RequestEntry } from './request-entry.js';

type SeenEntry = Pick<RequestEntry, 'client' | 'at' | 'method' | 'path' | 'status'>;
type NotedEntry = SeenEntry & Pick<RequestEntry, 'refused'>;

export interface SeenRequest {
  readonly kind: string;
  readonly entry: SeenEntry;
}

/** The newest request of each kind and client that is not written yet; of what the log leaves out, too. */
export function createSeenRequests() {
  let newest = new Map<string, SeenRequest>();

  function add(seen: SeenRequest): void {
    const key = JSON.stringify([seen.entry.client, seen.kind]);
    const known = newest.get(key);
    if (known === undefined || known.entry.at <= seen.entry.at) newest.set(key, seen);
  }

  return {
    note(request: NotedEntry): void {
      const { client, at, method, path, status } = request;
      add({ kind: kindOfRequest(request), entry: { client, at, method, path, status } });
    },
    /** In one order, so that servers on one database do not wait for each other in a circle. */
    take(): readonly SeenRequest[] {
      const taken = [...newest].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, seen]) => seen);
      newest = new Map();
      return taken;
    },
    /** What could not be written. */
    putBack(seen: readonly SeenRequest[]): void {
      for (const one of seen) add(one);
    },
  };
}
