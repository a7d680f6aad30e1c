/** Wakes a waiting loop; a wake-up that comes while nobody waits is kept for the next `wait`. */
export interface WakeSignal {
  send(): void;
  /** Resolves at the next `send` (at once if one was kept) or after the time. */
  wait(milliseconds: number): Promise<void>;
}

export function createWakeSignal(): WakeSignal {
  let kept = false;
  let wake: (() => void) | undefined;
  return {
    send() {
      kept = wake === undefined;
      wake?.();
    },
    wait(milliseconds) {
      if (kept) {
        kept = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(done, milliseconds);
        function done() {
          clearTimeout(timer);
          if (wake === done) wake = undefined;
          resolve();
        }
        wake = done;
      });
    },
  };
}
