export type Side = 'directory' | 'application';
export type Value = string | boolean;

/** What a value in which both sides agree has to be. */
export interface Ledger {
  /** Somebody on a side changed it to this. */
  say(subject: string, side: Side, value: Value): void;
  /** What both sides say meanwhile neither can have known of. */
  atOnce(say: () => Promise<void>): Promise<void>;
  /** What the application said last was written over before anybody could see it. */
  lose(subject: string): void;
  /** A person decided. */
  decide(subject: string, side: Side): void;
  /** Made, deleted or joined with something else: until the next agreement any value may stand. */
  loosen(subject: string): void;
  /**
   * Why this value should not stand on both sides; `favoured`: whose value counts when both have spoken, `refused`: who may say what they
   * like and be passed over; `laterCounts`: also of what both said at once.
   */
  findFault(
    subject: string,
    value: Value,
    given: {
      readonly favoured?: Side | undefined;
      readonly refused?: Side | undefined;
      readonly laterCounts?: boolean;
    },
  ): string | undefined;
  /** Both sides have it: whatever was said before is settled. */
  agree(subject: string, value: Value): void;
}

function other(side: Side): Side {
  return side === 'directory' ? 'application' : 'directory';
}

interface Account {
  readonly base?: Value;
  readonly words: { readonly side: Side; readonly value: Value; readonly clash?: number | undefined; lost?: true }[];
  readonly decided: Set<Side>;
  loose: boolean;
}

/**
 * Who said what since both sides agreed last. When one side alone spoke, its last word stands. When both did, it is the later one, as it is
 * where the first was known before the second was said; or the one that is favoured, by the policy or a person. Of what both said at once only that.
 */
export function createLedger(): Ledger {
  const accounts = new Map<string, Account>();
  let clashes = 0;
  let clash: number | undefined;

  function of(subject: string): Account {
    const present = accounts.get(subject) ?? { words: [], decided: new Set<Side>(), loose: true };
    accounts.set(subject, present);
    return present;
  }

  return {
    say: (subject, side, value) => void of(subject).words.push({ side, value, clash }),
    async atOnce(say) {
      clashes += 1;
      clash = clashes;
      await say();
      clash = undefined;
    },
    lose(subject) {
      const last = of(subject).words.findLast(({ side }) => side === 'application');
      if (last) last.lost = true;
    },
    decide: (subject, side) => void of(subject).decided.add(side),
    loosen(subject) {
      of(subject).loose = true;
    },
    findFault(subject, value, { favoured, refused, laterCounts }) {
      const { base, words, decided, loose } = of(subject);
      if (loose) return undefined;
      const lastOf = (side: Side) => words.findLast((word) => word.side === side);
      const last = words.at(-1);
      const before = words.at(-2);
      const clashed = last?.clash !== undefined && last.clash === before?.clash;
      const mayStand = clashed ? [] : [last?.value ?? base];
      // To the millisecond, perhaps: then neither is later.
      if (clashed && laterCounts) mayStand.push(last.value, before?.value);
      for (const side of ['directory', 'application'] as const) {
        const word = lastOf(side);
        if (favoured === side && word !== undefined) mayStand.push(word.value);
        if (side === 'directory' && lastOf('application')?.lost === true) mayStand.push(word?.value ?? base);
        if (decided.has(side) || refused === other(side)) mayStand.push(word?.value ?? base);
        // Changed and changed back is no change to whoever compares only afterwards: then the other side has spoken alone.
        if (words.filter((one) => one.side === side).length > 1 && word?.value === base)
          mayStand.push(lastOf(other(side))?.value ?? base);
      }
      if (mayStand.includes(value)) return undefined;
      const told = words.map((word) => `${word.side} ${JSON.stringify(word.value)}${word.lost ? ' (lost)' : ''}`);
      return `it was ${JSON.stringify(base)}, and what was said since is: ${told.join(', ') || 'nothing'}`;
    },
    agree: (subject, base) => void accounts.set(subject, { base, words: [], decided: new Set(), loose: false }),
  };
}
