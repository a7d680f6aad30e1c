import { expect, it } from 'vitest';
import { createProgressLine } from './create-progress-line.js';

it('replaces its line, cuts it at the edge, and leaves nothing behind', () => {
  const written: string[] = [];
  const progress = createProgressLine({ columns: 10, write: (text) => written.push(text) });
  progress(undefined);
  progress('1 of 2');
  progress('2 of 2, and more than fits');
  progress(undefined);
  progress(undefined);
  expect(written).toEqual(['\r\u001b[2K1 of 2', '\r\u001b[2K2 of 2, a', '\r\u001b[2K']);
});
