/** What a spreadsheet would take for a formula, and run. */
const formula = /^[=+\-@\t\r]/;
const quoted = /[",\r\n]/;

/** One record of RFC 4180, with its CRLF. A cell that a spreadsheet would run as a formula begins with an apostrophe. */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
