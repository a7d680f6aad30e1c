import { showControls } from './show-controls.js';

/** What it needs of a terminal's stream. */
interface Screen {
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressLine {
  /** Undefined takes it away. */
  set(line: string | undefined): void;
  /** Writes something else above it. */
  above(write: () => void): void;
}

const erase = '\r\u001b[2K';

/** A line below all others that the next one replaces, cut at the screen's edge: one that wraps could not be erased. */
export function createProgressLine(screen: Screen): ProgressLine {
  let shown: string | undefined;
  const draw = (line: string) => screen.write(erase + showControls(line).slice(0, (screen.columns ?? 80) - 1));
  return {
    set(line) {
      if (line !== undefined) draw(line);
      else if (shown !== undefined) screen.write(erase);
      shown = line;
    },
    above(write) {
      if (shown !== undefined) screen.write(erase);
      write();
      if (shown !== undefined) draw(shown);
    },
  };
}
