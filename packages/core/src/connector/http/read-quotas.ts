import { longestPause } from './parse-retry-after.js';
import type { Quota } from './quota.js';

type Headers = Readonly<Record<string, string>>;

const families = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];

/**
 * The rate headers of an answer: the fields of draft-ietf-httpapi-ratelimit-headers in each of its forms, and the older `X-` ones. A quota
 * without a reset, or without a limit (0, -1), says nothing that could be kept to.
 */
export function readQuotas(headers: Headers, now: number): readonly Quota[] {
  const combined = headers.ratelimit;
  const quotas = combined === undefined ? [] : readCombined(combined, headers['ratelimit-policy'], now);
  if (quotas.length > 0) return quotas;
  return families.flatMap((family) => {
    const part = (name: string) => headers[`${family}-${name}`] ?? '';
    const resetAt = readReset(part('reset'), headers.date, now);
    return toQuota(family, number(part('limit')), number(part('remaining')), resetAt);
  });
}

/** `limit=100, remaining=50, reset=30` (until draft 07), or `"burst";r=5;t=1, "daily";r=900;t=3600` with the limits in the policy. */
function readCombined(text: string, policies: string | undefined, now: number): readonly Quota[] {
  const resetAt = (seconds: string | undefined) => readReset(seconds ?? '', undefined, now);
  if (/\bremaining\s*=/i.test(text)) {
    const { limit, remaining, reset } = parameters(text, ',');
    return toQuota('ratelimit', number(limit), number(remaining), resetAt(reset));
  }
  const limits = new Map(items(policies ?? '').map(({ name, q }) => [name, number(q)]));
  return items(text).flatMap(({ name, r, t }) => toQuota(name ?? '', limits.get(name), number(r), resetAt(t)));
}

function items(text: string): readonly Record<string, string | undefined>[] {
  return text.split(',').map((item) => {
    const [name = '', ...rest] = item.split(';');
    return { ...parameters(rest.join(';'), ';'), name: name.trim().replaceAll('"', '') };
  });
}

function parameters(text: string, separator: ',' | ';'): Record<string, string | undefined> {
  const pairs = text.split(separator).map((pair) => pair.split('=', 2));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name.trim().toLowerCase(), value.trim()]));
}

function toQuota(
  name: string,
  limit: number | undefined,
  remaining: number | undefined,
  resetAt: number | undefined,
): readonly Quota[] {
  if (remaining === undefined || resetAt === undefined || (limit !== undefined && limit <= 0)) return [];
  const left = { remaining: Math.max(0, Math.floor(remaining)), resetAt };
  return [{ name: `${name} ${limit ?? ''}`.trim(), ...(limit !== undefined && { limit }), ...left }];
}

/** `100`, and the first of `100, 100;w=60`. */
function number(text: string | undefined): number | undefined {
  const [found] = /^-?\d+(\.\d+)?/.exec(text?.trim() ?? '') ?? [];
  return found === undefined ? undefined : Number(found);
}

/** Seconds from now, or a moment by the vendor's clock: in seconds or milliseconds since 1970, or as a date. */
function readReset(text: string, date: string | undefined, now: number): number | undefined {
  const value = number(text);
  const plain = value !== undefined && /^[\d.]+$/.test(text.trim());
  if (plain && value < 1e9) return now + Math.min(value * 1000, longestPause);
  const moment = plain ? value * (value < 1e11 ? 1000 : 1) : Date.parse(text);
  if (Number.isNaN(moment)) return undefined;
  const theirs = Date.parse(date ?? '');
  const wait = moment - (Number.isNaN(theirs) ? now : theirs);
  return now + Math.min(Math.max(wait, 0), longestPause);
}
