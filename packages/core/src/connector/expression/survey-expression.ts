/** What an expression speaks of, from its syntax tree. */
export interface Survey {
  /** Names of attributes, and texts, which may be names as well. */
  readonly names: ReadonlySet<string>;
  /** `$lowercase` → `lowercase`. */
  readonly variables: ReadonlySet<string>;
  readonly regularExpressions: readonly RegExp[];
}

export function surveyExpression(tree: object): Survey {
  const names = new Set<string>();
  const variables = new Set<string>();
  const regularExpressions: RegExp[] = [];
  const seen = new Set<object>();
  const waiting: object[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const value: unknown = 'value' in node ? node.value : undefined;
    if (typeof value === 'string') ('type' in node && node.type === 'variable' ? variables : names).add(value);
    if (value instanceof RegExp) regularExpressions.push(value);
    for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) waiting.push(child);
  }
  return { names, variables, regularExpressions };
}
