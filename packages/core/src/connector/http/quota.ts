/** How many calls the vendor's headers leave until a time. */
export interface Quota {
  /** Tells the quotas of one vendor apart: per second and per day, for reads and for writes. */
  readonly name: string;
  readonly limit?: number;
  readonly remaining: number;
  /** Milliseconds since 1970. */
  readonly resetAt: number;
}
