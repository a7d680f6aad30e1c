/** What a server says of itself: RFC 7643 §5, and RFC 9865 §4. */
export interface ServerDescription {
  /** False: it has no ServiceProviderConfig, and the rest is assumed. */
  readonly known: boolean;
  readonly patch: boolean;
  readonly filter: boolean;
  readonly etag: boolean;
  readonly cursor: boolean;
}
