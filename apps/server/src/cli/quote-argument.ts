import { quoteArgument as quote } from '@linkspan/core';
import { showLine } from './show-line.js';

/** A name as one word of a shell, within one line of ours, in a command that is printed to be copied. */
export function quoteArgument(text: string): string {
  return quote(showLine(text));
}
