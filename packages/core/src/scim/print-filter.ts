import type { WrittenFilter } from './filter.js';
import { printWrittenPath } from './print-written-path.js';

/** Writes a filter so that `parseFilter` reads the same tree again. */
export function printFilter(filter: WrittenFilter): string {
  switch (filter.kind) {
    case 'compare':
      return `${printWrittenPath(filter.path)} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case 'present':
      return `${printWrittenPath(filter.path)} pr`;
    case 'not':
      return `not (${printFilter(filter.filter)})`;
    case 'values':
      return `${printWrittenPath(filter.path)}[${printFilter(filter.filter)}]`;
    case 'and':
      return filter.filters
        .map((inner) => printOperand(inner, inner.kind === 'and' || inner.kind === 'or'))
        .join(' and ');
    case 'or':
      return filter.filters.map((inner) => printOperand(inner, inner.kind === 'or')).join(' or ');
  }
}

function printOperand(filter: WrittenFilter, inParentheses: boolean): string {
  return inParentheses ? `(${printFilter(filter)})` : printFilter(filter);
}
