/**
 * Whether a regular expression repeats a part that itself repeats or chooses: `(a+)+`, `(a|ab)*`. Such a one can take longer than the
 * universe lasts on a text of forty characters, and nothing can stop it. Stricter than need be: `(foo|bar)+` is refused, too.
 */
export function mayRunAway(source: string): boolean {
  /** Of each open group: whether what it matches can vary. */
  const open: boolean[] = [false];
  /** What the last atom was: undefined for a single character, else whether that group varies. */
  let last: boolean | undefined;
  for (let at = 0; at < source.length; at += lengthAt(source, at)) {
    const sign = source.charAt(at);
    if (sign === '(') {
      open.push(false);
      last = undefined;
    } else if (sign === ')') {
      last = open.pop() ?? false;
      if (last) vary(open);
    } else if (sign === '|' || sign === '?') {
      vary(open);
    } else if (sign === '*' || sign === '+' || isCount(source, at)) {
      if (last === true) return true;
      if (!/^\{\d+\}/.test(source.slice(at))) vary(open);
    } else {
      last = undefined;
    }
  }
  return false;
}

/** An escape, a class, a count and the beginning of a group are one sign. */
function lengthAt(source: string, at: number): number {
  const rest = source.slice(at);
  return /^(?:\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|\(\?(?:<?[=!]|<\w+>|:))/s.exec(rest)?.[0].length ?? 1;
}

function isCount(source: string, at: number): boolean {
  return /^\{\d+(?:,\d*)?\}/.test(source.slice(at));
}

function vary(open: boolean[]): void {
  if (open.length > 0) open[open.length - 1] = true;
}
