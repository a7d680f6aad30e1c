import { showLine } from './show-line.js';

const plain = /^[\w@%+=:,./][\w@%+=:,./-]*$/;

/** A name as one word of a shell, in a command that is printed to be copied: no userName runs anything. */
export function quoteArgument(text: string): string {
  return plain.test(text) ? text : `'${showLine(text).replaceAll("'", String.raw`'\''`)}'`;
}
