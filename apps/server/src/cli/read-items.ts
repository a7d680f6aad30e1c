interface Numbered {
  readonly seq: number;
}

const itemsAtOnce = 500;

/** Page by page, at most `limit` of them: any number needs the same memory. */
export async function* readItems<Item extends Numbered>(
  read: (query: { readonly after?: number; readonly limit: number }) => Promise<readonly Item[]>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<Item> {
  let after: number | undefined;
  for (let left = limit; left > 0; ) {
    const size = Math.min(left, itemsAtOnce);
    const page = await read({ limit: size, ...(after !== undefined && { after }) });
    yield* page;
    left -= page.length;
    after = page.at(-1)?.seq;
    if (page.length < size) return;
  }
}
