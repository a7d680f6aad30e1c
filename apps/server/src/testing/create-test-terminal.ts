import { createColors } from 'picocolors';
import type { Terminal } from '../cli/terminal.js';

export interface TestTerminal extends Terminal {
  /** Of stdout, and of stderr behind `! `, in the order in which they came. */
  readonly lines: string[];
  readonly written: string[];
}

export function createTestTerminal(): TestTerminal {
  const lines: string[] = [];
  const written: string[] = [];
  return {
    environment: {},
    folder: '/',
    lines,
    written,
    print: (line) => void lines.push(line),
    complain: (line) => void lines.push(`! ${line}`),
    write: (text) => void written.push(text),
    interactive: false,
    command: 'linkspan',
    colors: createColors(false),
  };
}
