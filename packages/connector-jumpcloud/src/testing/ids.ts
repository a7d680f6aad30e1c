/** Of pages, in their order. */
export function ids(pages: readonly { readonly items: readonly { readonly id: string }[] }[]): readonly string[] {
  return pages.flatMap(({ items }) => items.map(({ id }) => id));
}
