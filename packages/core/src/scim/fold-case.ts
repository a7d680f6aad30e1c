/** How strings that are not `caseExact` compare: the same in memory and in every database, which only ever sees folded values. */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
