import type { Writable } from 'node:stream';

/** A closed pipe (`… | head`), and a terminal that is gone. */
const goneCodes: ReadonlySet<unknown> = new Set(['EPIPE', 'EIO']);

/** Aborted once nobody reads `output` any more. What is written after that is lost, which is no error: nobody wants it. */
export function watchReader(output: Writable): AbortSignal {
  const gone = new AbortController();
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (!goneCodes.has(error.code)) throw error;
    gone.abort();
  });
  return gone.signal;
}
