import { type Companion, ConnectorError, companionSchema, type Owned } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { toConnectorError } from './errors.js';
import { parseAnswer } from './parse-answer.js';

const root = '/linkspan/v1';
const rolesSchema = z.object({
  items: z.array(z.object({ key: z.string(), id: z.string(), privileged: z.boolean() })),
});
const ownedSchema = z.object({ count: z.number(), of: z.string(), uncounted: z.string().optional() });

export interface CompanionRole {
  /** The machine name. */
  readonly key: string;
  /** The uuid. */
  readonly id: string;
  readonly privileged: boolean;
}

/** What the site's companion says of itself; undefined where there is none. `docs/companion-protocol.md` has its requests. */
export async function findCompanion(api: Api, signal: AbortSignal): Promise<Companion | undefined> {
  const to = 'look for the companion';
  const response = await api.ask({ method: 'GET', path: root, to }, signal);
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw toConnectorError(response, { to, write: false });
  const parsed = companionSchema.safeParse(response.json);
  if (parsed.success) return parsed.data;
  // Any page of the site may live at this address.
  if (typeof response.json !== 'object') return undefined;
  throw new ConnectorError(
    'unsupported',
    'drupal: the companion of the site speaks another version than this one. Update the older of the two.',
  );
}

export function has(companion: Companion | undefined, feature: string): companion is Companion {
  return companion?.features.includes(feature) === true;
}

export async function companionRoles(
  api: Api,
  companion: Companion | undefined,
  signal: AbortSignal,
): Promise<readonly CompanionRole[]> {
  if (!has(companion, 'roles')) return [];
  const to = 'list roles';
  return parseAnswer(rolesSchema, (await api.call({ method: 'GET', path: `${root}/roles`, to }, signal)).json, to)
    .items;
}

/** Undefined where nothing on the site counts what accounts own. */
export async function companionOwned(api: Api, id: string, signal: AbortSignal): Promise<Owned | undefined> {
  if (!has(await findCompanion(api, signal), 'owned')) return undefined;
  const to = 'count what an account owns';
  const path = `${root}/users/${encodeURIComponent(id)}/owned`;
  const { count, of, uncounted } = parseAnswer(
    ownedSchema,
    (await api.call({ method: 'GET', path, to }, signal)).json,
    to,
  );
  return { count, of, ...(uncounted !== undefined && { uncounted }) };
}
