import { type Companion, type ConnectorContext, companionSchema, type Owned } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { toConnectorError } from './errors.js';
import { parseAnswer } from './parse-answer.js';

const root = '/linkspan/v1';
const rolesSchema = z.object({
  items: z.array(z.object({ key: z.string(), id: z.string(), privileged: z.boolean() })),
});
const ownedSchema = z.object({ count: z.number(), of: z.string(), uncounted: z.string().optional() });
const keepMilliseconds = 60_000;

export interface CompanionRole {
  /** The machine name. */
  readonly key: string;
  /** The uuid. */
  readonly id: string;
  readonly privileged: boolean;
}

/** What was found where the companion would be. */
export interface CompanionFinding {
  readonly companion?: Companion;
  /** It is there, and not for the service account, or not to be understood: why. */
  readonly obstacle?: string;
}

/** The site's companion, where there is one that answers us. `docs/companion-protocol.md` has its requests. */
export interface CompanionClient {
  /** As it is now. */
  look(signal: AbortSignal): Promise<CompanionFinding>;
  /** Whether it has a feature, as known lately. */
  has(feature: string, signal: AbortSignal): Promise<boolean>;
  /** None where it does not tell. */
  roles(signal: AbortSignal): Promise<readonly CompanionRole[]>;
  /** Undefined where nothing on the site counts what accounts own. */
  owned(id: string, signal: AbortSignal): Promise<Owned | undefined>;
}

export function createCompanionClient(api: Api, now: ConnectorContext['now']): CompanionClient {
  let known: { readonly features: readonly string[]; readonly at: number } | undefined;

  async function look(signal: AbortSignal): Promise<CompanionFinding> {
    const finding = await lookForCompanion(api, signal);
    known = { features: finding.companion?.features ?? [], at: now() };
    return finding;
  }

  async function has(feature: string, signal: AbortSignal): Promise<boolean> {
    if (known === undefined || now() - known.at > keepMilliseconds) await look(signal);
    return known?.features.includes(feature) === true;
  }

  return {
    look,
    has,
    async roles(signal) {
      if (!(await has('roles', signal))) return [];
      const to = 'list roles';
      const { json } = await api.call({ method: 'GET', path: `${root}/roles`, to }, signal);
      return parseAnswer(rolesSchema, json, to).items;
    },
    async owned(id, signal) {
      if (!(await has('owned', signal))) return undefined;
      const to = 'count what an account owns';
      const path = `${root}/users/${encodeURIComponent(id)}/owned`;
      const { json } = await api.call({ method: 'GET', path, to }, signal);
      const { count, of, uncounted } = parseAnswer(ownedSchema, json, to);
      return { count, of, ...(uncounted !== undefined && { uncounted }) };
    },
  };
}

/** A companion that is not for us is as good as none: what works without it goes on, and the test says why. */
async function lookForCompanion(api: Api, signal: AbortSignal): Promise<CompanionFinding> {
  const to = 'look for the companion';
  const response = await api.ask({ method: 'GET', path: root, to }, signal);
  if (response.status === 404) return {};
  const failure = toConnectorError(response, { to, write: false });
  if (response.status === 403) return { obstacle: failure.message };
  if (response.status !== 200) throw failure;
  const parsed = companionSchema.safeParse(response.json);
  if (parsed.success) return { companion: parsed.data };
  return { obstacle: `What answers at ${root} is no companion of this version. Update the older of the two.` };
}
