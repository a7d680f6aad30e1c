import type { HttpResponse } from '../http-client.js';
import { parseRetryAfter } from './parse-retry-after.js';
import type { Quota } from './quota.js';
import { readQuotas } from './read-quotas.js';

/** What an answer says about the rate. */
export interface RateNews {
  /** 429: the call was not served because of it. */
  readonly refused: boolean;
  /** Milliseconds that everybody shall wait: Retry-After of a call that was not served. */
  readonly pause?: number;
  readonly quotas: readonly Quota[];
}

export function readRateNews({ status, headers }: HttpResponse, now: number): RateNews {
  const quotas = readQuotas(headers, now);
  const refused = status === 429;
  const asked = [429, 502, 503, 504].includes(status) ? parseRetryAfter(headers['retry-after'], now) : undefined;
  const pause = asked ?? (refused ? untilReset(quotas, now) : undefined);
  return { refused, quotas, ...(pause !== undefined && { pause }) };
}

/** Some vendors (Okta) tell with a refusal when the quota begins anew, and have no Retry-After. */
function untilReset(quotas: readonly Quota[], now: number): number | undefined {
  const resets = quotas.filter(({ remaining }) => remaining === 0).map(({ resetAt }) => resetAt - now);
  return resets.length === 0 ? undefined : Math.max(...resets);
}
