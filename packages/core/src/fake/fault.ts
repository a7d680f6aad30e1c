/** A trouble on the way, as vendors' servers have them. */
export type Trouble =
  /** The connection ends before the server has seen the request. */
  | { readonly kind: 'lost-request' }
  /** The server has done what it was asked; the answer never arrives. */
  | { readonly kind: 'lost-answer' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Something in front of the server answers in its place. */
  | {
      readonly kind: 'instead';
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Fault<Request> {
  readonly trouble: Trouble;
  /** Default: every request. */
  when?(request: Request): boolean;
  /** Default: 1. */
  readonly times?: number;
}

/** A fault that is waiting, and how often it still comes. */
export interface WaitingFault<Request> {
  readonly fault: Fault<Request>;
  left: number;
}

/** Takes the first fault that is meant for a request, and counts it down. */
export function takeFault<Request>(faults: WaitingFault<Request>[], request: Request): Trouble | undefined {
  const index = faults.findIndex(({ fault }) => fault.when?.(request) ?? true);
  const found = faults[index];
  if (found === undefined) return undefined;
  found.left -= 1;
  if (found.left <= 0) faults.splice(index, 1);
  return found.fault.trouble;
}
