import {
  type Changes,
  type Companion,
  ConnectorError,
  companionQuery,
  companionSchema,
  type Json,
  type Owned,
  readCompanionChanges,
} from '@linkspan/core';
import { z } from 'zod';
import type { Api, ApiCall } from './api.js';
import { parseAnswer } from './parse-answer.js';

/** By which fields of ours the companion finds accounts, and what it calls them. */
const keys = { username: 'login', email: 'email', linkspan_external_id: 'externalId' } as const;

export type CompanionKey = keyof typeof keys;

/** The companion of a site, where it has one. What it cannot do is undefined, and for others to do; `docs/companion-protocol.md`. */
export interface SiteCompanion {
  /** What it says of itself, remembered for some minutes. Undefined: there is none. */
  describe(signal: AbortSignal): Promise<Companion | undefined>;
  has(feature: string, signal: AbortSignal): Promise<boolean>;
  /** The account's id, exact; null: nobody. */
  find(
    by: { readonly remote: CompanionKey; readonly value: string },
    signal: AbortSignal,
  ): Promise<string | null | undefined>;
  suspend(id: string, suspended: boolean, signal: AbortSignal): Promise<boolean | undefined>;
  owned(id: string, signal: AbortSignal): Promise<Owned | undefined>;
  /** Rejects with `unsupported` where there is none. */
  changes(since: string | undefined, signal: AbortSignal): Promise<Changes>;
}

const keepMilliseconds = 300_000;
/** The most that one page holds. */
const limit = 500;

const foundSchema = z.object({ items: z.array(z.string()).max(1) });
const suspendedSchema = z.object({ suspended: z.boolean() });
const ownedSchema = z.object({ count: z.number(), of: z.string(), uncounted: z.string().optional() });

export function createSiteCompanion(api: Api, now: () => number): SiteCompanion {
  let known: { readonly companion: Companion | undefined; readonly at: number } | undefined;

  async function describe(signal: AbortSignal): Promise<Companion | undefined> {
    if (known !== undefined && now() - known.at < keepMilliseconds) return known.companion;
    const to = 'ask for its companion';
    // The site tells everybody whether it has one: with a wrong password nothing is asked that tells nothing about it.
    const { namespaces } = await api.index(signal);
    const mayBeThere = namespaces.length === 0 || namespaces.includes('linkspan/v1');
    const json = mayBeThere ? await api.callIfThere({ method: 'GET', route: '/linkspan/v1', to }, signal) : undefined;
    known = { companion: json === undefined ? undefined : parseAnswer(companionSchema, json, to), at: now() };
    return known.companion;
  }

  async function has(feature: string, signal: AbortSignal): Promise<boolean> {
    return (await describe(signal))?.features.includes(feature) ?? false;
  }

  /** Undefined: the companion is not there, or cannot do it. */
  async function ask(feature: string, call: ApiCall, signal: AbortSignal): Promise<Json | undefined> {
    if (!(await has(feature, signal))) return undefined;
    const json = await api.callIfThere({ ...call, route: `/linkspan/v1${call.route}` }, signal);
    // It was there a moment ago: look anew the next time.
    if (json === undefined) known = undefined;
    return json;
  }

  return {
    describe,
    has,
    async find({ remote, value }, signal) {
      const to = 'find an account';
      const query = { [keys[remote]]: value };
      const json = await ask('lookup', { method: 'GET', route: '/users', query, to }, signal);
      return json === undefined ? undefined : (parseAnswer(foundSchema, json, to).items[0] ?? null);
    },
    async suspend(id, suspended, signal) {
      const to = suspended ? 'suspend an account' : 'lift a suspension';
      const route = `/users/${id}/suspended`;
      const json = await ask('suspend', { method: 'PUT', route, json: { suspended }, to }, signal);
      return json === undefined ? undefined : parseAnswer(suspendedSchema, json, to).suspended;
    },
    async owned(id, signal) {
      const to = 'count what an account owns';
      const json = await ask('owned', { method: 'GET', route: `/users/${id}/owned`, to }, signal);
      if (json === undefined) return undefined;
      const { uncounted, ...owned } = parseAnswer(ownedSchema, json, to);
      return { ...owned, ...(uncounted !== undefined && { uncounted }) };
    },
    async changes(since, signal) {
      const to = 'read what has changed';
      const query = { ...companionQuery(since), limit };
      const json = await ask('feed', { method: 'GET', route: '/changes', query, to }, signal);
      if (json !== undefined) return readCompanionChanges(json, since, 'wordpress');
      const text =
        'wordpress: only a companion on the site could tell what has changed. Install it, or let Linkspan list everything.';
      throw new ConnectorError('unsupported', text);
    },
  };
}
