/** For a report: what is longer ends with how much was left out. */
export function shorten(text: string, length = 400): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length - length} more characters)`;
}
