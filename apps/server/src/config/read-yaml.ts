import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problem.js';

/** A parsed YAML text that still knows where everything stood. */
export interface YamlText {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The line of the key or item at `path`, or of the nearest thing above it. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    path: 'the file',
    line: lines.linePos(pos[0]).line,
    message: `is not valid YAML: ${message.replace(/\.$/, '')}`,
    remedy: 'Correct the line; indent with spaces, and quote texts that hold ":" or "#".',
  }));
  return {
    value: problems.length === 0 ? (document.toJS() ?? {}) : undefined,
    problems,
    lineOf(path) {
      const offset = findOffset(document, path);
      return offset === undefined ? undefined : lines.linePos(offset).line;
    },
  };
}

function findOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(step));
      if (!pair) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}
