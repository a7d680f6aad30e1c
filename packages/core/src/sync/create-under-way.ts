import type { Runtime } from './runtime.js';

/** What people have begun in this process, beside drains and schedules. */
export interface UnderWay {
  /** Does it; `signal` is aborted by the caller's, or when the runtime has to end. */
  run<Result>(
    runtime: Runtime,
    caller: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
  /** Lets what is under way of it stop after the people at hand, and waits for that. */
  end(runtime: Runtime): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const endings = new Map<Runtime, AbortController>();
  const works = new Map<Runtime, Set<Promise<unknown>>>();
  return {
    async run(runtime, caller, work) {
      const ending = endings.get(runtime) ?? new AbortController();
      endings.set(runtime, ending);
      const own = works.get(runtime) ?? new Set();
      works.set(runtime, own);
      const done = work(caller === undefined ? ending.signal : AbortSignal.any([caller, ending.signal]));
      own.add(done);
      try {
        return await done;
      } finally {
        own.delete(done);
      }
    },
    async end(runtime) {
      endings.get(runtime)?.abort();
      await Promise.allSettled(works.get(runtime) ?? []);
      endings.delete(runtime);
      works.delete(runtime);
    },
  };
}
