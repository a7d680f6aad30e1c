/** What becomes of one request on its way to the site and back. */
export interface Fault {
  /** `listing`: a page of a listing that has accounts. */
  readonly befalls: 'any' | 'write' | 'listing';
  /** Milliseconds after which the site does what is asked, once for each; none: never. */
  readonly does: readonly number[];
  /** Milliseconds that the answer takes, so that it may tell of what is past. */
  readonly lags?: number;
  /**
   * What the client is told then: `own`: what the site says (of several times the last), `first`: of several times the first, `none`: nothing
   * ever, `refused`: no connection came about, `broken`: the connection ends without an answer, `cut`: in the middle of it, `short`:
   * the last account of a page is left out.
   */
  readonly tells: 'own' | 'first' | 'none' | 'refused' | 'broken' | 'cut' | 'short' | Refusal;
}

export interface Refusal {
  readonly status: number;
  /** Seconds, as the header says it. */
  readonly retryAfter?: number;
}

/** Milliseconds after which the connector gives a request up. */
export const clientTimeout = 15_000;

export const faults = {
  'rate-limited': { befalls: 'any', does: [], tells: { status: 429 } },
  'rate-limited for 3 s': { befalls: 'any', does: [], tells: { status: 429, retryAfter: 3 } },
  'rate-limited for 25 s': { befalls: 'any', does: [], tells: { status: 429, retryAfter: 25 } },
  'error before': { befalls: 'any', does: [], tells: { status: 500 } },
  'error after': { befalls: 'write', does: [0], tells: { status: 500 } },
  'gateway gave up': { befalls: 'any', does: [0], tells: { status: 504 } },
  maintenance: { befalls: 'any', does: [], tells: { status: 503, retryAfter: 20 } },
  'no connection': { befalls: 'any', does: [], tells: 'refused' },
  'half-open socket': { befalls: 'any', does: [], tells: 'none' },
  'answer lost': { befalls: 'write', does: [0], tells: 'broken' },
  'answer cut': { befalls: 'any', does: [0], tells: 'cut' },
  'answer too late': { befalls: 'write', does: [0], tells: 'none' },
  'slow answer': { befalls: 'any', does: [0], lags: 9_000, tells: 'own' },
  slow: { befalls: 'any', does: [9_000], tells: 'own' },
  'done late': { befalls: 'write', does: [clientTimeout + 7_000], tells: 'none' },
  'done very late': { befalls: 'write', does: [clientTimeout + 60_000], tells: 'none' },
  'done twice': { befalls: 'write', does: [0, 2_000], tells: 'own' },
  'done twice, first answer': { befalls: 'write', does: [0, 300], tells: 'first' },
  'short page': { befalls: 'listing', does: [0], tells: 'short' },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof faults;
