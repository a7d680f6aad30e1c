import type { InboundHistory, ResourceRecord, ResourceStore } from '@linkspan/core';
import type { Client } from '../connectors/client.js';
import { type Database, sql } from '../store/index.js';
import { refusedKind } from './kind-of-request.js';

const pageSize = 500;

interface SeenRow {
  readonly kind: string;
  readonly at: number | string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** What a client has done, as its connector's checks may see it. */
export function createInboundHistory(
  client: Pick<Client, 'name' | 'directory' | 'module'>,
  database: Database,
  resources: ResourceStore,
): InboundHistory {
  const { name, directory, module } = client;
  return {
    async requests() {
      const rows = await database.read.all<SeenRow>(
        sql`select kind, at, method, path, status from seen_requests where client = ${name} order by at desc, kind`,
      );
      const refused = rows.find(({ kind }) => kind === refusedKind);
      return {
        accepted: rows.filter(({ kind }) => kind !== refusedKind).map(toSeenRequest),
        ...(refused && { refused: toSeenRequest(refused) }),
      };
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

function toSeenRequest({ at, method, path, status }: SeenRow) {
  return { method, path, status, at: new Date(Number(at)).toISOString() };
}
