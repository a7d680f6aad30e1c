import type { SigningKey } from './signing-key.js';

export type KeyPhase = 'coming' | 'signing' | 'published' | 'past' | 'retired';

/** Milliseconds that a key is published after its last signature: what a receiver put aside can be verified for so long. */
export const keptPublished = 7 * 24 * 3_600_000;

export interface JudgedKey extends SigningKey {
  readonly phase: KeyPhase;
}

/** Where each key stands: one signs, the ones that come and those that signed lately are published beside it. Oldest first. */
export function judgeKeys(keys: readonly SigningKey[], now: number): readonly JudgedKey[] {
  const order = [...keys].sort((a, b) => a.signsFrom - b.signsFrom || (a.id < b.id ? -1 : 1));
  const living = order.filter(({ retiredAt }) => retiredAt === undefined);
  const signing = living.findLast(({ signsFrom }) => signsFrom <= now) ?? living[0];
  return order.map((key) => {
    if (key.retiredAt !== undefined) return { ...key, phase: 'retired' };
    if (key === signing) return { ...key, phase: 'signing' };
    if (key.signsFrom > now) return { ...key, phase: 'coming' };
    const next = living[living.indexOf(key) + 1];
    return { ...key, phase: (next?.signsFrom ?? 0) + keptPublished > now ? 'published' : 'past' };
  });
}

export function isPublished({ phase }: JudgedKey): boolean {
  return phase === 'coming' || phase === 'signing' || phase === 'published';
}
