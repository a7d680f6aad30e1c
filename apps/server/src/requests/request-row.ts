import { type Sql, sql } from '../store/index.js';
import type { RequestEntry } from './request-entry.js';

/** As the table `requests` has it. PostgreSQL sends bigints as text. */
export interface RequestRow {
  readonly seq: number | string;
  readonly client: string;
  readonly at: number | string;
  readonly request_id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly request_body: string | null;
  readonly response_body: string | null;
  /** JSON: address, tokenId, refused, headers, tolerated, skipped. */
  readonly details: string | null;
  /** JSON lists. */
  readonly quirks: string | null;
  readonly ignored: string | null;
  readonly decision: string | null;
  /** A JSON list. */
  readonly notes: string | null;
}

/** A request as it was logged; later ones have a higher `seq`. */
export type LoggedRequest = RequestEntry & { readonly seq: number };

export const requestColumns = sql`client, at, request_id, method, path, status, milliseconds, request_body, response_body, details,
  quirks, ignored, decision, notes`;

/** In the order of `requestColumns`. */
export function requestValues(entry: RequestEntry): Sql {
  const { client, at, requestId, method, path, status, milliseconds, body = null, answer = null } = entry;
  const { address, tokenId, refused, headers, tolerated, skipped, decision = null, notes = [] } = entry;
  const details = JSON.stringify({ address, tokenId, refused, headers, tolerated, skipped });
  return sql`(${client}, ${at}, ${requestId}, ${method}, ${path}, ${status}, ${milliseconds}, ${body}, ${answer}, ${details},
    ${JSON.stringify(entry.quirks)}, ${JSON.stringify(entry.ignored)}, ${decision}, ${JSON.stringify(notes)})`;
}

export function readRequestRow(row: RequestRow): LoggedRequest {
  const details: Pick<RequestEntry, 'address' | 'tokenId' | 'refused' | 'headers' | 'tolerated' | 'skipped'> =
    JSON.parse(row.details ?? '{"headers":{}}');
  return {
    seq: Number(row.seq),
    at: Number(row.at),
    client: row.client,
    requestId: row.request_id,
    method: row.method,
    path: row.path,
    ...details,
    ...(row.request_body !== null && { body: row.request_body }),
    status: row.status,
    ...(row.response_body !== null && { answer: row.response_body }),
    milliseconds: row.milliseconds,
    quirks: JSON.parse(row.quirks ?? '[]'),
    ignored: JSON.parse(row.ignored ?? '[]'),
    ...(row.decision !== null && { decision: row.decision }),
    notes: JSON.parse(row.notes ?? '[]'),
  };
}
