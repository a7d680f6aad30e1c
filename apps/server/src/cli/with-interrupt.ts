import type { Terminal } from './terminal.js';

const endings = { SIGINT: 130, SIGTERM: 143 } as const;

/** The first Ctrl-C aborts the signal, so that what is at hand may end; a second one ends at once. */
export async function withInterrupt<Result>(
  { complain }: Pick<Terminal, 'complain'>,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const breaking = new AbortController();
  const onSignal = (name: keyof typeof endings) => {
    if (breaking.signal.aborted) process.exit(endings[name]);
    breaking.abort();
    complain('Stopping after the people at hand. Ctrl-C again ends at once.');
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    return await work(breaking.signal);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
