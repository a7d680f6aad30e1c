/** One request of a client and our answer to it, as the request log keeps it for seven days. */
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
  /** Redacted, at most 8 KB. */
  readonly body?: string;
  readonly status: number;
  /** Why the sender was not let in; absent where it was. */
  readonly refused?: string;
  /** Redacted, at most 8 KB. */
  readonly answer?: string;
  readonly milliseconds: number;
  /** The quirks that changed something. */
  readonly quirks: readonly string[];
  /** Attributes of the body that were not taken. */
  readonly ignored: readonly string[];
  /** What departed from the RFCs and was forgiven, by name; absent in entries of before that was noted. */
  readonly tolerated?: readonly string[];
}
