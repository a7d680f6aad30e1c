import type { CheckOutcome } from '@linkspan/core';
import type { Config } from './config.js';

const day = 24 * 3_600_000;

/** Days before the end that the operator is warned. */
const early = 30;

/** A key is valid for 30 to 365 days, and the API does not say until when. The secret of a service account may end as well. */
export function judgeExpiry({ apiKey, keyExpires }: Pick<Config, 'apiKey' | 'keyExpires'>, now: number): CheckOutcome {
  if (keyExpires === undefined) {
    const detail = 'the API does not tell when it ends';
    if (apiKey === undefined) return { ok: true, detail };
    const warning = 'Put the last day that the console shows beside the key into keyExpires, to be warned before.';
    return { ok: true, detail, warning };
  }
  const left = Math.floor((Date.parse(keyExpires) + day - now) / day);
  const detail = `until ${keyExpires}`;
  const hint = 'Make a new one in the administrator console, and put it and its last day into the configuration.';
  if (left < 0) return { ok: false, detail: `it ended on ${keyExpires}`, hint };
  if (left <= early) return { ok: true, detail, warning: `It ends in ${left} days. ${hint}` };
  return { ok: true, detail };
}
