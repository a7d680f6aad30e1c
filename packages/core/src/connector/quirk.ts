/**
 * One named, explained, switchable departure of a vendor from the standard or from its own documents.
 * Either function gives the message back, changed or the very same object; the log shows the quirks that changed something.
 */
export interface Quirk<Request, Response> {
  /** Kebab-case; the key by which a client or application switches it in the configuration. */
  readonly name: string;
  readonly reason: string;
  /** Default true. */
  readonly enabled?: boolean;
  request?(request: Request): Request;
  response?(response: Response, request: Request): Response;
}
