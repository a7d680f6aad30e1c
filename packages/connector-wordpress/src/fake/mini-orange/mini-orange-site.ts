import type { Json } from '@linkspan/core';

export interface MiniOrangeUser {
  readonly id: number;
  readonly login: string;
  email: string;
  firstName: string;
  lastName: string;
  displayName: string;
  active: boolean;
}

export interface MiniOrangeSite {
  readonly users: Map<number, MiniOrangeUser>;
  /** What the premium form is set to do with whom it deprovisions. */
  deprovision: 'delete' | 'deactivate';
}

export interface MiniOrangeRequest {
  readonly method: string;
  /** Below the base URL, without the query. */
  readonly path: string;
  /** As it was written, with the question mark; empty where there is none. */
  readonly search: string;
  readonly json: MiniOrangeBody;
}

/** Whatever is sent, as far as the plugin looks at it. */
export interface MiniOrangeBody {
  readonly userName?: string;
  readonly displayName?: string;
  readonly name?: { readonly givenName?: string; readonly familyName?: string };
  readonly emails?: readonly { readonly value?: string }[];
  readonly active?: unknown;
  readonly Operations?: readonly { readonly op?: string; readonly path?: string; readonly value?: unknown }[];
  readonly [name: string]: unknown;
}

export interface MiniOrangeAnswer {
  readonly status: number;
  /** Undefined: nothing at all. */
  readonly body?: Json;
}

export function emptyList(): MiniOrangeAnswer {
  return { status: 200, body: listOf([], 0) };
}

export function listOf(resources: readonly Json[], total: number, itemsPerPage: Json = 20, startIndex = 1): Json {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];
  return { schemas, totalResults: total, startIndex, itemsPerPage, Resources: resources };
}

export function refusal(status: number, detail: string): MiniOrangeAnswer {
  // The status is a number here, where the standard wants a text.
  return { status, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail, status } };
}

export function findByLogin({ users }: MiniOrangeSite, login: string): MiniOrangeUser | undefined {
  return [...users.values()].find((user) => user.login.toLowerCase() === login.toLowerCase());
}

export function findByEmail({ users }: MiniOrangeSite, email: string): MiniOrangeUser | undefined {
  return [...users.values()].find((user) => user.email.toLowerCase() === email.toLowerCase());
}

export function addMiniOrangeUser(
  site: MiniOrangeSite,
  user: Pick<MiniOrangeUser, 'login' | 'email'> & Partial<MiniOrangeUser>,
) {
  const id = Math.max(0, ...site.users.keys()) + 1;
  const made = { firstName: '', lastName: '', displayName: user.login, active: true, ...user, id };
  site.users.set(id, made);
  return made;
}
