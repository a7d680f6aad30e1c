import type { FakeRequest } from './answer.js';

/** A trouble on the way, as sites have them. */
export type Trouble =
  /** The connection ends before the site has seen the request. */
  | { readonly kind: 'lost-request' }
  /** The site has done what it was asked; the answer never arrives. */
  | { readonly kind: 'lost-answer' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Something in front of the site answers in its place. */
  | {
      readonly kind: 'instead';
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Fault {
  readonly trouble: Trouble;
  /** Default: every request. */
  when?(request: FakeRequest): boolean;
  /** Default: 1. */
  readonly times?: number;
}

/** Takes the first fault that is meant for a request, and counts it down. */
export function takeFault(faults: { fault: Fault; left: number }[], request: FakeRequest): Trouble | undefined {
  const index = faults.findIndex(({ fault }) => fault.when?.(request) ?? true);
  const found = faults[index];
  if (found === undefined) return undefined;
  found.left -= 1;
  if (found.left <= 0) faults.splice(index, 1);
  return found.fault.trouble;
}
