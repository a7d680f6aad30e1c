/** A run's or a plan's id as people write it: without the zeros that make ids sort. */
export function shortId(id: string): string {
  return id.replace(/^0+(?=\d)/, '');
}
