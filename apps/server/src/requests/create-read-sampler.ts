import type { RequestEntry } from './request-entry.js';

/** Reads of a client that are kept whatever the share: the first ones tell what its vendor does, and a quiet one stays readable. */
const firstReads = 1_000;
const readsPerMinute = 60;

interface Client {
  reads: number;
  minute: number;
  inMinute: number;
  /** Those that the share was asked about. */
  shared: number;
}

/** Whether a read is kept. `share` is asked each time: it may change while the server runs. */
export function createReadSampler(share: () => number): (entry: Pick<RequestEntry, 'client' | 'at'>) => boolean {
  const clients = new Map<string, Client>();
  return ({ client: name, at }) => {
    const client = clients.get(name) ?? { reads: 0, minute: 0, inMinute: 0, shared: 0 };
    clients.set(name, client);
    const minute = Math.floor(at / 60_000);
    client.inMinute = client.minute === minute ? client.inMinute + 1 : 1;
    client.minute = minute;
    client.reads += 1;
    if (client.reads <= firstReads || client.inMinute <= readsPerMinute) return true;
    client.shared += 1;
    const kept = share();
    return Math.floor(client.shared * kept) > Math.floor((client.shared - 1) * kept);
  };
}
