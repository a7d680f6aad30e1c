/** Least, middle and most of several measurements. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) };
}

export function showSpread({ min, median, max }, digits = 0) {
  return [min, median, max].map((value) => value.toFixed(digits)).join(' / ');
}
