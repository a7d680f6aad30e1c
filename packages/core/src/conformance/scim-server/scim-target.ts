import type { ScimRequest, ScimResponse } from '../../scim/message.js';

/** The server in this process: `(request) => server.handle(request, client)`. */
export type LocalTarget = (request: ScimRequest) => Promise<ScimResponse>;

/** A server by its SCIM base URL. `headers` go with every request: that of the credentials belongs here, and is shown nowhere. */
export interface RemoteTarget {
  /** `https://hub.example.com/scim/idp/v2` */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds that one answer may take. Default: 30,000. */
  readonly timeout?: number;
}

export type ScimTarget = LocalTarget | RemoteTarget;
