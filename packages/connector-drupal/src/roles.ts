import { type ConnectorContext, ConnectorError, type HttpResponse } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import type { CompanionClient, CompanionRole } from './companion.js';
import { parseAnswer } from './parse-answer.js';
import { type User, userSchema } from './user.js';

/**
 * Who has one of these can change other accounts, give out the right to, or change what the site does: run code, write its configuration
 * (roles are part of it; many modules hang mail and sign-in on "Administer site configuration"), or name another service account.
 */
export const powers: readonly string[] = [
  'administer users',
  'administer permissions',
  'administer account settings',
  'administer modules',
  'administer software updates',
  'administer site configuration',
  'import configuration',
  'synchronize configuration',
  'administer linkspan',
];

const rolesSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      attributes: z.object({
        drupal_internal__id: z.string(),
        is_admin: z.boolean().nullish(),
        permissions: z.array(z.string()).nullish(),
      }),
    }),
  ),
  links: z.object({ next: z.unknown().optional() }).optional(),
});

const keepMilliseconds = 60_000;
const perPage = 50;

/** Roles are named by machine names; JSON:API knows them by their uuid only (D10). */
export interface Roles {
  /** Those that can change other accounts; `administrator` alone where the service account may not see what roles may do. */
  privileged(signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** `invalid` for a role that is not there or cannot be seen. */
  identify(names: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** What a user's roles tell. */
  learn(user: User): void;
  /** A role may have been made anew, under another uuid. */
  forget(): void;
  /** How many the service account is shown. None: it lacks the permission, since every site has two. */
  count(signal: AbortSignal): Promise<number>;
}

export function createRoles(api: Api, companion: CompanionClient, now: ConnectorContext['now']): Roles {
  const ids = new Map<string, string>();
  let known: { readonly roles: readonly CompanionRole[]; readonly at: number } | undefined;

  async function read(signal: AbortSignal): Promise<readonly CompanionRole[]> {
    if (known !== undefined && now() - known.at < keepMilliseconds) return known.roles;
    const seen = await listRoles(api, signal);
    const roles = seen.length > 0 ? seen : await companion.roles(signal);
    for (const { key, id } of roles) ids.set(key, id);
    known = { roles, at: now() };
    return roles;
  }

  function learn({ relationships }: User): void {
    for (const { id, meta } of relationships.roles.data) ids.set(meta.drupal_internal__target_id, id);
  }

  async function identify(name: string, signal: AbortSignal): Promise<string> {
    if (!ids.has(name)) await read(signal);
    if (!ids.has(name)) for (const user of await usersWith(api, name, signal)) learn(user);
    const id = ids.get(name);
    if (id !== undefined) return id;
    const advice =
      'Look at its machine name under People > Roles. Where the service account may not see roles (permission "Administer permissions", or ' +
      'the companion), a role is known only once an account has it.';
    throw new ConnectorError('invalid', `drupal: the role ${name} is not there or cannot be seen. ${advice}`, {
      field: 'roles',
    });
  }

  return {
    async privileged(signal) {
      const roles = await read(signal);
      return new Set(['administrator', ...roles.filter((role) => role.privileged).map(({ key }) => key)]);
    },
    async identify(names, signal) {
      const found: string[] = [];
      for (const name of names) found.push(await identify(name, signal));
      return found;
    },
    learn,
    forget() {
      ids.clear();
      known = undefined;
    },
    count: async (signal) => (await listRoles(api, signal)).length,
  };
}

/** Without the permission "Administer permissions" there are none, and no refusal (D11). */
async function listRoles(api: Api, signal: AbortSignal): Promise<readonly CompanionRole[]> {
  const to = 'list roles';
  const roles: CompanionRole[] = [];
  for (let offset = 0; ; offset += perPage) {
    const query = { 'page[limit]': perPage, 'page[offset]': offset, sort: 'drupal_internal__id' };
    const { json } = await api.call({ method: 'GET', path: '/jsonapi/user_role/user_role', query, to }, signal);
    const { data, links } = parseAnswer(rolesSchema, json, to);
    // A next page may be named for ever: what brings nothing new is the end.
    if (data.every(({ id }) => roles.some((role) => role.id === id))) return roles;
    for (const { id, attributes } of data) {
      const { drupal_internal__id: key, is_admin, permissions } = attributes;
      const privileged = is_admin === true || powers.some((power) => permissions?.includes(power) === true);
      roles.push({ key, id, privileged });
    }
    if (links?.next === undefined) return roles;
  }
}

async function usersWith(api: Api, role: string, signal: AbortSignal): Promise<readonly User[]> {
  const to = 'find an account with a role';
  const query = { 'filter[roles.meta.drupal_internal__target_id]': role, 'page[limit]': 1 };
  const answer: HttpResponse = await api.call({ method: 'GET', path: '/jsonapi/user/user', query, to }, signal);
  return parseAnswer(z.object({ data: z.array(userSchema) }), answer.json, to).data;
}
