const digits = 12;

/** The id of a run or a plan that was meant, written with its zeros or without. */
export function fullId(text: string): string {
  return /^\d+$/.test(text) ? text.padStart(digits, '0') : text;
}
