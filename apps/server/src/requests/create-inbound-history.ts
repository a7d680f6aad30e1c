import type { InboundHistory, ResourceRecord, ResourceStore } from '@linkspan/core';
import type { Client } from '../connectors/client.js';
import type { Database } from '../store/index.js';
import { listRequests } from './list-requests.js';

const pageSize = 500;

/** What a client has done, as its connector's checks may see it. */
export function createInboundHistory(
  client: Pick<Client, 'name' | 'directory' | 'module'>,
  database: Database,
  resources: ResourceStore,
): InboundHistory {
  const { name, directory, module } = client;
  return {
    async requests(limit = 1000) {
      const logged = await listRequests(database, { client: name, limit });
      return logged.map(({ method, path, status, at }) => ({ method, path, status, at: new Date(at).toISOString() }));
    },
    async quarantined() {
      const held: ResourceRecord[] = [];
      for (let startIndex = 1; ; startIndex += pageSize) {
        const query = { type: 'User', startIndex, count: pageSize };
        const { resources: page } = await resources.query({ directory, client: name }, query);
        held.push(...page.filter((resource) => module?.quarantine?.(resource) !== undefined));
        if (page.length < pageSize) return held;
      }
    },
  };
}
