import { type Database, sql } from '../store/index.js';
import { type LoggedRequest, type RequestRow, readRequestRow } from './request-row.js';

export interface RequestQuery {
  readonly client: string;
  /** Only what was logged after this one, oldest first; absent: the newest, newest first. */
  readonly after?: number;
  readonly limit: number;
}

export async function listRequests({ read }: Database, query: RequestQuery): Promise<readonly LoggedRequest[]> {
  const { client, after, limit } = query;
  const rows = await read.all<RequestRow>(
    after === undefined
      ? sql`select * from requests where client = ${client} order by at desc, seq desc limit ${limit}`
      : sql`select * from requests where client = ${client} and seq > ${after} order by seq limit ${limit}`,
  );
  return rows.map(readRequestRow);
}
