import type { Condition } from './condition.js';
import type { NotifyState, Remembered } from './notify-state.js';

export interface News {
  readonly condition: Condition;
  readonly since: number;
  /** `lasting`: told a day ago, and still there. */
  readonly why: 'new' | 'worse' | 'lasting';
}

export interface Digest {
  readonly news: readonly News[];
  readonly resolved: readonly (Remembered & { readonly key: string })[];
}

export interface DigestTerms {
  readonly now: number;
  /** Milliseconds between two digests; the first of a kind does not wait. What ends counts as ended after it, too. */
  readonly interval: number;
  /** Milliseconds after which what lasts is told again. */
  readonly reminder: number;
}

export interface DigestPlan {
  /** Absent: nothing is to be told now. */
  readonly digest?: Digest;
  /** What was seen; to be kept whatever becomes of the digest. */
  readonly seen: NotifyState;
  /** To be kept once it was sent. */
  readonly told: NotifyState;
}

/** Decides what is told now: one digest instead of a flood. Pure. */
export function planDigest(before: NotifyState, conditions: readonly Condition[], terms: DigestTerms): DigestPlan {
  const { now, interval } = terms;
  const seen = observe(before, conditions, terms);
  const news = conditions.flatMap((condition) => newsOf(condition, seen.conditions[condition.key], terms));
  const resolved = Object.entries(seen.conditions).flatMap(([key, one]) =>
    isResolved(one, terms) ? { ...one, key } : [],
  );
  const isRested = (at: number | undefined) => at === undefined || now - at >= interval;
  const isUrgent = news.some(({ condition }) => isRested(before.kinds[condition.kind]));
  const isDue = isRested(before.sentAt) && news.length + resolved.length > 0;
  if (!isUrgent && !isDue) return { seen, told: seen };
  return { digest: { news, resolved }, seen, told: remember(seen, news, resolved, now) };
}

/** What is gone and was never told is forgotten, once it has not come back for a while. */
function observe(before: NotifyState, conditions: readonly Condition[], { now, interval }: DigestTerms): NotifyState {
  const kept: Record<string, Remembered> = {};
  for (const [key, { gone = now, ...one }] of Object.entries(before.conditions)) {
    if (one.told !== undefined || now - gone < interval) kept[key] = { ...one, gone };
    if (one.event && now - gone >= interval) delete kept[key];
  }
  for (const { key, kind, title, application, client, event } of conditions) {
    const { since = now, told } = kept[key] ?? {};
    kept[key] = {
      kind,
      title,
      ...(application !== undefined && { application }),
      ...(client !== undefined && { client }),
      ...(event && { event }),
      since,
      ...(told && { told }),
    };
  }
  return { ...before, conditions: kept };
}

function newsOf(condition: Condition, remembered: Remembered | undefined, terms: DigestTerms): readonly News[] {
  const { now, reminder } = terms;
  if (remembered === undefined) return [];
  const { since, told } = remembered;
  if (told === undefined) return now - since >= (condition.patience ?? 0) ? [{ condition, since, why: 'new' }] : [];
  if (condition.weight >= 2 * told.weight) return [{ condition, since, why: 'worse' }];
  if (condition.event || now - told.at < reminder) return [];
  return [{ condition, since, why: 'lasting' }];
}

function isResolved({ gone, told, event }: Remembered, { now, interval }: DigestTerms): boolean {
  return gone !== undefined && now - gone >= interval && told !== undefined && !event;
}

function remember(seen: NotifyState, news: Digest['news'], resolved: Digest['resolved'], now: number): NotifyState {
  const conditions = { ...seen.conditions };
  const kinds = { ...seen.kinds };
  for (const { key } of resolved) delete conditions[key];
  for (const { condition } of news) {
    kinds[condition.kind] = now;
    const one = conditions[condition.key];
    if (one) conditions[condition.key] = { ...one, told: { at: now, weight: condition.weight } };
  }
  return { ...seen, conditions, kinds, sentAt: now };
}
