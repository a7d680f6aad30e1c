const plain = /^[\w@%+=:,./][\w@%+=:,./-]*$/;

/** A name as one word of a POSIX shell, in a command that is shown to be copied: no userName runs anything. */
export function quoteArgument(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
