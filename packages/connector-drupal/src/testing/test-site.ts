import type { Connector } from '@linkspan/core';
import type { z } from 'zod';
import type { cancelMethods, jsonApiConfig } from '../config.js';

export interface SiteAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  readonly text: string;
}

export interface Question {
  readonly json?: unknown;
  /** `name:password`, '' for a visitor; default the service account. */
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A Drupal to ask, fake or real: rows run on each, so that the fake is held against the real thing. */
export interface TestSite {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Of the service account and of uid 1, by uuid. */
  readonly serviceId: string;
  readonly adminId: string;
  /** The site with nothing of ours between; a body goes out as JSON:API. */
  ask(method: string, path: string, question?: Question): Promise<SiteAnswer>;
  connect(overrides?: Partial<z.input<typeof jsonApiConfig>>): Connector;
  /**
   * Gives the service account this one role. `linkspan` has all that is asked for, `blind` may not see roles, `powerless` sees active people
   * only.
   */
  setServiceRole(role: 'linkspan' | 'blind' | 'powerless'): Promise<void>;
  setWriteMode(on: boolean): Promise<void>;
  setCancelMethod(method: (typeof cancelMethods)[number]): Promise<void>;
  /** Who may make accounts. */
  setRegistration(who: 'visitors' | 'admin_only'): Promise<void>;
  /** The REST module's DELETE of users. */
  setRest(on: boolean): Promise<void>;
  deleteRole(name: string): Promise<void>;
  /** With these permissions. */
  createRole(name: string, permissions: readonly string[]): Promise<void>;
  /** Puts back when an account was last changed: a second is the finest that Drupal tells. */
  age(id: string): Promise<void>;
  /** What the site was asked to write since the last time that this was called: `PATCH /jsonapi/user/user/{id}`. */
  takeWrites(): Promise<readonly string[]>;
  /** Makes something that the account owns. */
  createPage(accountId: string): Promise<string>;
  /** `uid` of its owner; undefined: it is gone. */
  ownerOf(page: string): Promise<number | undefined>;
  /** What has been sent since the last reset: `user_status_activated anna@mail.example`. */
  mails(): Promise<readonly string[]>;
  /** Puts the site back to how it was at first. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export function isWrite(method: string): boolean {
  return ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
}

export const usersPath = '/jsonapi/user/user';

/** The attributes of a document's resource. */
export function attributesOf({ json }: SiteAnswer): Readonly<Record<string, unknown>> {
  return (json as { data: { attributes: Record<string, unknown> } }).data.attributes;
}

export interface Shown {
  readonly id: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** The resources of a list. */
export function dataOf({ json }: SiteAnswer): readonly Shown[] {
  return (json as { data: readonly Shown[] }).data;
}

export function namesIn(answer: SiteAnswer): readonly unknown[] {
  return dataOf(answer).map(({ attributes }) => attributes?.display_name);
}

/** What a refusal says. */
export function detailsOf({ json }: SiteAnswer): readonly string[] {
  return (json as { errors: readonly { detail: string }[] }).errors.map(({ detail }) => detail);
}

/** A person made by JSON:API itself, active. */
export async function givePerson(
  site: TestSite,
  name: string,
  attributes: Readonly<Record<string, unknown>> = {},
  roles: readonly string[] = [],
): Promise<string> {
  const mail = `${name.replace(/[^a-z0-9]/gi, '-')}@mail.example`;
  const ids = await Promise.all(roles.map((role) => roleId(site, role)));
  const data = {
    type: 'user--user',
    attributes: { name, mail, pass: 'Old-pass-1', status: true, ...attributes },
    relationships: { roles: { data: ids.map((id) => ({ type: 'user_role--user_role', id })) } },
  };
  const created = await site.ask('POST', usersPath, { json: { data } });
  if (created.status !== 201) throw new Error(`${name} was not made: ${created.status} ${created.text}`);
  return (created.json as { data: { id: string } }).data.id;
}

/** By the service account, while it may see roles. */
export async function roleId(site: TestSite, role: string): Promise<string> {
  const path = `/jsonapi/user_role/user_role?filter[drupal_internal__id]=${role}`;
  const { json } = await site.ask('GET', path);
  const [found] = (json as { data: readonly { id: string }[] }).data;
  if (found === undefined) throw new Error(`there is no role ${role}`);
  return found.id;
}
