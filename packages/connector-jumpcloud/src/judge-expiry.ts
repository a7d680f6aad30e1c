import type { CheckOutcome } from '@linkspan/core';
import type { Config } from './config.js';
import type { OwnKey } from './read-own-key.js';

const day = 24 * 3_600_000;

/** Days before the end that the operator is warned. */
const early = 30;

/** A key is valid for 30 to 365 days: until when is JumpCloud's to tell, else the configuration's. The secret of a service account may end, too. */
export function judgeExpiry(
  { apiKey, keyExpires }: Pick<Config, 'apiKey' | 'keyExpires'>,
  { email, ends: told }: OwnKey,
  now: number,
): CheckOutcome {
  const whose = email === undefined ? '' : `it belongs to ${email}, `;
  // Valid to the end of its last day.
  const ends = told ?? (keyExpires === undefined ? undefined : Date.parse(keyExpires) + day);
  if (ends === undefined) {
    const detail = `${whose}and JumpCloud does not tell when it ends`;
    if (apiKey === undefined) return { ok: true, detail };
    const warning = 'Put the last day that the console shows beside the key into keyExpires, to be warned before.';
    return { ok: true, detail, warning };
  }
  const left = Math.ceil((ends - now) / day) - 1;
  const detail = `${whose}until ${new Date(ends - 1).toISOString().slice(0, 10)}`;
  const renew = 'Make a new one in the administrator console, and put it and its last day into the configuration.';
  // It has just been used: perhaps only the configuration was not brought up to date.
  if (left < 0) return { ok: true, detail, warning: `By keyExpires it has ended, though it was accepted. ${renew}` };
  return left <= early ? { ok: true, detail, warning: `It ends in ${left} days. ${renew}` } : { ok: true, detail };
}
