import type { FakeRequest } from './fake-answer.js';

/** A trouble on the way. */
export type Trouble =
  /** JumpCloud has done what it was asked; the answer never arrives. */
  | { readonly kind: 'lost-answer' }
  /** Something else answers. */
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
