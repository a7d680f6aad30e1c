import type { Connector } from '@linkspan/core';
import type { z } from 'zod';
import type { config } from '../config.js';

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The `code` of a refusal. */
  readonly code: string | undefined;
  readonly json: unknown;
}

/** A WordPress to ask, fake or real: rows run on each, so that the fake is held against the real thing. */
export interface TestSite {
  /** Whether it has our must-use plugin. */
  readonly companion: boolean;
  readonly url: string;
  readonly username: string;
  readonly userId: number;
  readonly password: string;
  readonly adminId: number;
  readonly adminEmail: string;
  /** The REST API with nothing of ours between. `as`: `log-in:application password`, '' for a visitor; default the service account. */
  rest(method: string, route: string, json?: unknown, as?: string): Promise<RestAnswer>;
  connect(overrides?: Partial<z.input<typeof config>>): Connector;
  /** Gives the service account this one role; `provisioning` has the capabilities on users and nothing else. */
  setServiceRole(role: 'administrator' | 'provisioning' | 'subscriber'): Promise<void>;
  /** The switch "Anybody can register". */
  setRegistration(open: boolean): Promise<void>;
  /** What the site was asked to write since the last time that this was called: `PUT /wp/v2/users/3`. */
  takeWrites(): Promise<readonly string[]>;
  canLogIn(login: string, password: string): Promise<boolean>;
  createPost(author: number, more?: { readonly type?: 'page'; readonly status?: 'draft' | 'private' }): Promise<number>;
  /** Undefined: in the trash, or gone. */
  authorOf(post: number): Promise<number | undefined>;
  /** Changes fields of an account, by their REST names, as somebody who is not Linkspan. */
  edit(id: number, fields: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes on a page of the companion's feed, as the connector reads it. */
  readonly feedPage: number;
  /** All but the last row of the companion's feed goes, as after 30 days. */
  forgetChanges(): Promise<void>;
  /** Puts the site back to how it was at first. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export function isWrite(method: string): boolean {
  return ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
}

/** A person made by WordPress's own API: fields as it names them. */
export async function givePerson(
  site: TestSite,
  login: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const json = {
    username: login,
    email: `${login.replace(/[^a-z0-9]/gi, '-')}@mail.example`,
    password: 'Old-pass-1',
    ...more,
  };
  const created = await site.rest('POST', '/wp/v2/users', json);
  if (created.status !== 201) throw new Error(`${login} was not made: ${created.status} ${created.code}`);
  return (created.json as { id: number }).id;
}
