/** With the flag u only halves of pairs are surrogates. */
const surrogate = /\p{Surrogate}/u;

/**
 * Whether every store can keep a text: not with U+0000, which PostgreSQL refuses, nor with half of a surrogate pair, which no UTF-8 can
 * say (SQLite keeps all of those as one and the same character).
 */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !surrogate.test(text);
}
