const mostNames = 50;
const longestName = 100;

/** Names from a body, as a log may keep them for every request: a client can send a hundred thousand, each of any length. */
export function shortenNames(names: ReadonlySet<string>): readonly string[] {
  const shown = [...names].slice(0, mostNames).map(cut);
  return names.size > mostNames ? [...shown, `and ${names.size - mostNames} more`] : shown;
}

function cut(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}
