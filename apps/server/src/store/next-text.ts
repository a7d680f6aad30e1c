/**
 * The first text, by code point, that is greater than every text starting with `prefix`; `undefined` where there is none. With it a
 * prefix becomes a range, which any index on the text can answer.
 */
export function nextText(prefix: string): string | undefined {
  const points = [...prefix];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const next = nextPoint(last.codePointAt(0) ?? 0);
    if (next !== undefined) return points.join('') + String.fromCodePoint(next);
  }
  return undefined;
}

function nextPoint(point: number): number | undefined {
  if (point >= 0x10ffff) return undefined;
  // Surrogates are no characters, and no database stores them.
  return point >= 0xd7ff && point < 0xe000 ? 0xe000 : point + 1;
}
