/** Calls a second: one a minute. Slower than that nothing is learned, so that the work always goes on. */
export const slowestRate = 1 / 60;
/** Milliseconds of good answers that it takes to go a step faster. */
const stepTime = 10_000;
/** Steps from half the rate at which the vendor refused back to that rate. */
const steps = 5;

/** Additive increase, multiplicative decrease (RFC 5681's way with congestion), of calls a second. */
export interface LearnedRate {
  /** Undefined: nothing was refused lately. */
  readonly rate: number | undefined;
  /** The vendor refused calls while `sent` a second were sent. */
  halve(time: number, sent: number): void;
  /** The vendor answered. `ceiling`: as fast as that is as fast as ever. */
  ease(time: number, ceiling: number | undefined): void;
}

export function createLearnedRate(): LearnedRate {
  let rate: number | undefined;
  let step = 0;
  /** Twice the rate that was refused first: whoever gets there without a refusal has nothing to remember. */
  let forgetAt = 0;
  let changedAt = 0;
  return {
    get rate() {
      return rate;
    },
    halve(time, sent) {
      const refused = Math.min(rate ?? Number.POSITIVE_INFINITY, sent);
      forgetAt = rate === undefined ? refused * 2 : Math.max(forgetAt, refused * 2);
      rate = Math.max(refused / 2, slowestRate);
      step = Math.max(refused / 2 / steps, slowestRate);
      changedAt = time;
    },
    ease(time, ceiling) {
      if (rate === undefined || time - changedAt < stepTime) return;
      rate += step;
      changedAt = time;
      if (rate >= Math.min(ceiling ?? Number.POSITIVE_INFINITY, forgetAt)) rate = undefined;
    },
  };
}
