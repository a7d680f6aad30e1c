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
  // Valid to the end of its last day.
  const left = Math.ceil((Date.parse(keyExpires) + day - now) / day) - 1;
  const detail = `until ${keyExpires}`;
  const renew = 'Make a new one in the administrator console, and put it and its last day into the configuration.';
  // It has just been used: perhaps only the configuration was not brought up to date.
  if (left < 0) return { ok: true, detail, warning: `By keyExpires it has ended, though it was accepted. ${renew}` };
  return left <= early ? { ok: true, detail, warning: `It ends in ${left} days. ${renew}` } : { ok: true, detail };
}
