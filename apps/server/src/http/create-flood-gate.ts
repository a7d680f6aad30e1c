export interface FloodGateOptions {
  /** So many at once. */
  readonly burst: number;
  /** And then so many a second. */
  readonly perSecond: number;
  /** Keys that are remembered; of more, those that came first are forgotten. */
  readonly mostKeys: number;
  /** Milliseconds. */
  now(): number;
}

export interface FloodGate {
  /** Milliseconds until this key may come again; 0: it may now, and that is counted. */
  pass(key: string): number;
}

/** Holds back whoever comes too often, by key. Its memory is bounded: anybody on the internet may come. */
export function createFloodGate({ burst, perSecond, mostKeys, now }: FloodGateOptions): FloodGate {
  /** When each would have all of its burst again. */
  const fullAt = new Map<string, number>();
  const each = 1_000 / perSecond;
  return {
    pass(key) {
      const at = now();
      const next = Math.max(at, fullAt.get(key) ?? 0) + each;
      const wait = next - at - burst * each;
      if (wait > 0) return wait;
      // Behind all others, so that the first key is the one that came longest ago.
      fullAt.delete(key);
      fullAt.set(key, next);
      const [oldest] = fullAt.keys();
      if (fullAt.size > mostKeys && oldest !== undefined) fullAt.delete(oldest);
      return 0;
    },
  };
}
