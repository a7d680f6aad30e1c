import { showControls } from './show-controls.js';

/** What it needs of a terminal's stream. */
interface Screen {
  readonly columns?: number;
  write(text: string): unknown;
}

const erase = '\r\u001b[2K';

/** A line that the next one replaces, cut at the screen's edge: one that wraps could not be erased. */
export function createProgressLine(screen: Screen): (line: string | undefined) => void {
  let shown = false;
  return (line) => {
    if (line === undefined && !shown) return;
    shown = line !== undefined;
    screen.write(erase + showControls(line ?? '').slice(0, (screen.columns ?? 80) - 1));
  };
}
