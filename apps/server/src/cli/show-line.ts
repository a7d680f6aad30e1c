import { showControls } from './show-controls.js';

/** What others sent, within one line of ours: it neither colours nor breaks it. */
export function showLine(text: string): string {
  return showControls(text).replaceAll('\n', '\\n').replaceAll('\t', ' ');
}
