/** In characters. Most answers are smaller; a larger one is under way before it is complete. */
const bufferSize = 256 * 1024;

/**
 * Takes pieces until the body is complete or too large to wait for. A complete one is a string: it gets a length, and what fails while it
 * is made is still an answer of its own. The rest of a larger one is made while it is sent.
 */
export async function bufferBody(pieces: AsyncGenerator<string>): Promise<string | AsyncIterable<string>> {
  let head = '';
  while (head.length < bufferSize) {
    const piece = await pieces.next();
    if (piece.done) return head;
    head += piece.value;
  }
  return continueBody(head, pieces);
}

async function* continueBody(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
