import type { ScimScope } from '@linkspan/core';
import type { Client } from '../connectors/client.js';

/** Who sent a request, proved. */
export interface Caller {
  readonly client: Client;
  readonly scopes: ReadonlySet<ScimScope>;
  /** Of a stored token; absent for what stands in the configuration. */
  readonly tokenId?: string;
}
