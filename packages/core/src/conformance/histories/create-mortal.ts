import { Dispatcher } from 'undici';
import type { Store } from '../../store/store.js';
import { wrapCalls } from './wrap-calls.js';

/** All that a process has to do with the world. Once it is dead it does nothing more and hears of nothing, as after `kill -9`. */
export interface Mortal {
  readonly store: Store;
  readonly dispatcher: Dispatcher;
  readonly dead: boolean;
  /** It dies at its so many-th call from now: before the call takes effect, or afterwards, without the answer. */
  dieAt(calls: number, at: 'call' | 'answer'): void;
  live(): void;
}

export function createMortal(world: { readonly store: Store; readonly dispatcher: Dispatcher }): Mortal {
  let dead = false;
  let death: { calls: number; readonly at: 'call' | 'answer' } | undefined;

  /** Whether the call still takes effect. */
  function begins(): boolean {
    if (dead) return false;
    if (death === undefined) return true;
    death.calls -= 1;
    if (death.calls >= 0) return true;
    dead = true;
    return death.at === 'answer';
  }

  class Line extends Dispatcher {
    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      return (
        begins() &&
        world.dispatcher.dispatch(
          options,
          mute(handler, () => dead),
        )
      );
    }
  }

  return {
    store: wrapCalls(world.store, (call) => {
      if (!begins()) return never();
      const outcome = call();
      return outcome.then(
        () => (dead ? never() : outcome),
        () => (dead ? never() : outcome),
      );
    }),
    dispatcher: new Line(),
    get dead() {
      return dead;
    },
    dieAt(calls, at) {
      death ??= { calls, at };
    },
    live() {
      death = undefined;
    },
  };
}

/** One each: what waits for a promise is kept as long as the promise. */
function never(): Promise<never> {
  return new Promise(() => {});
}

function mute(handler: Dispatcher.DispatchHandler, isMute: () => boolean): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...given) => isMute() || handler.onRequestStart?.(...given),
    onResponseStart: (...given) => isMute() || handler.onResponseStart?.(...given),
    onResponseData: (...given) => isMute() || handler.onResponseData?.(...given),
    onResponseEnd: (...given) => isMute() || handler.onResponseEnd?.(...given),
    onResponseError: (...given) => isMute() || handler.onResponseError?.(...given),
  };
}
