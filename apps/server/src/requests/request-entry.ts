/** One request of a client and our answer to it. */
export interface RequestEntry {
  /** Milliseconds since 1970, when it arrived. */
  readonly at: number;
  readonly client: string;
  readonly requestId: string;
  readonly method: string;
  /** Relative to the base URL, with the query. */
  readonly path: string;
  /** The peer's, by `trustProxy`. */
  readonly address?: string;
  /** Not secret: which token was used; absent for one from the configuration, and where none was accepted. */
  readonly tokenId?: string;
  /** What tells a vendor's client apart: user-agent, content-type, accept. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request log redacts it, and keeps 8 KB at most. */
  readonly body?: string;
  readonly status: number;
  /** Why the sender was not let in; absent where it was. */
  readonly refused?: string;
  /** As `body`. */
  readonly answer?: string;
  readonly milliseconds: number;
  /** The quirks that changed something. */
  readonly quirks: readonly string[];
  /** Attributes of the body that were not taken. */
  readonly ignored: readonly string[];
  /** What departed from the RFCs and was forgiven, by name; absent in entries of before that was noted. */
  readonly tolerated?: readonly string[];
  /** What became of it: `created`, `refused: ownership`. Absent of what an older version logged. */
  readonly decision?: string;
  /** By which path, and what was put up with: `filter: scan`. */
  readonly notes?: readonly string[];
  /** So many reads of the client, between the entry before and this one, were not kept. */
  readonly skipped?: number;
}
