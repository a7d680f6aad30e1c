import type { Json } from '@linkspan/core';
import { showLine } from './show-line.js';

const longest = 80;

/** One value on a line of ours, cut where it is long; none is `-`. */
export function showValue(value: Json | undefined): string {
  if (value === undefined || value === null) return '-';
  const text = showLine(JSON.stringify(value));
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
