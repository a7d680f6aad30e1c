import type { Json, JsonObject } from '../../scim/json.js';
import type { Answer } from './exchange.js';
import type { ServerTraits } from './server-traits.js';

export type Headers = Readonly<Record<string, string>>;
export type Operation = JsonObject & { readonly op: string };

/** A resource that a row put there, as the server answered it. */
export type Placed = JsonObject & { readonly id: string };

/** What a row works with. Whatever it creates is deleted after it. */
export interface Probe {
  readonly server: ServerTraits;
  /** A name that nobody else has, recognizable as ours. */
  name(): string;
  send(method: string, path: string, body?: Json | string, headers?: Headers): Promise<Answer>;
  get(path: string, headers?: Headers): Promise<Answer>;
  /** Without credentials. */
  getBare(path: string): Promise<Answer>;
  patch(path: string, operations: readonly Operation[], headers?: Headers): Promise<Answer>;
  /** Sets the scene: where that fails, the row does not apply, and says so. */
  user(attributes?: JsonObject): Promise<Placed>;
  group(attributes?: JsonObject): Promise<Placed>;
  /** The body of a user with a name of its own, not sent yet. */
  userBody(attributes?: JsonObject): JsonObject;
  groupBody(attributes?: JsonObject): JsonObject;
  /** The resource as a GET shows it now. */
  read(path: string): Promise<JsonObject>;
  /** A PATCH that must succeed; then the resource as it is. */
  patched(path: string, ...operations: readonly Operation[]): Promise<JsonObject>;
  /** The ids that a filter finds among the row's own users. */
  find(endpoint: string, filter: string): Promise<readonly Json[]>;
}
