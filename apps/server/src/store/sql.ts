export type Binding = string | number | boolean | null;

/** A piece of SQL: what is not text of the program is always a binding. */
export interface Sql {
  readonly text: string;
  readonly bindings: readonly Binding[];
}

/** Pieces of SQL are inlined, everything else is bound. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Binding | Sql)[]): Sql {
  let text = strings[0] ?? '';
  const bindings: Binding[] = [];
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'object' && part !== null) {
      text += part.text;
      bindings.push(...part.bindings);
    } else {
      text += '?';
      bindings.push(part);
    }
    text += strings[index + 1] ?? '';
  }
  return { text, bindings };
}

/** Names of columns and the like, never what came from outside. */
export function verbatim(text: string): Sql {
  return { text, bindings: [] };
}

export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return { text: parts.map(({ text }) => text).join(separator), bindings: parts.flatMap(({ bindings }) => bindings) };
}
