import type { Journal, JournalLine, JournalQuery } from '@linkspan/core';

const linesAtOnce = 500;

/** Newest first, page by page, at most `limit` of them. */
export async function* readJournal(
  journal: Pick<Journal, 'list'>,
  query: Omit<JournalQuery, 'limit' | 'before'>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<JournalLine> {
  let before: number | undefined;
  for (let left = limit; left > 0; ) {
    const size = Math.min(left, linesAtOnce);
    const page = await journal.list({ ...query, limit: size, ...(before !== undefined && { before }) });
    yield* page;
    left -= page.length;
    before = page.at(-1)?.seq;
    if (page.length < size) return;
  }
}
