import type { HttpRequest, HttpResponse } from '../connector/http-client.js';
import type { Quirk } from '../connector/quirk.js';
import type { ScimCredentials } from './scim-credentials.js';
import type { ScimTraits } from './scim-traits.js';

/** A SCIM 2.0 server that we provision. */
export interface ScimConnection {
  /** The connector: errors begin with it. */
  readonly name: string;
  /** The SCIM base URL, below which `/Users` is. */
  readonly url: string;
  readonly credentials: ScimCredentials;
  /** What is known of this server beforehand. */
  readonly traits?: Partial<ScimTraits>;
  readonly quirks?: readonly Quirk<HttpRequest, HttpResponse>[];
}
