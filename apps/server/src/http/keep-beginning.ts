import type { ScimResponse } from '@linkspan/core';

/** Characters that the request log may show of an answer, and a few more that tell that it was longer. */
const kept = 8_200;

export interface ObservedBody {
  readonly body: ScimResponse['body'];
  /** What has been sent of it so far, for the request log. */
  beginning(): string | undefined;
}

/** Passes a body on piece by piece, and remembers how it begins. */
export function keepBeginning(body: ScimResponse['body']): ObservedBody {
  if (typeof body !== 'object') return { body, beginning: () => body };
  let beginning = '';
  async function* observe(pieces: AsyncIterable<string>) {
    for await (const piece of pieces) {
      if (beginning.length < kept) beginning += piece.slice(0, kept - beginning.length);
      yield piece;
    }
  }
  return { body: observe(body), beginning: () => beginning };
}
