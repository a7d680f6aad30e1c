import { expect, it } from 'vitest';
import { createProgressLine } from './create-progress-line.js';

const erase = '\r\u001b[2K';

it('replaces its line, cuts it at the edge, stays below what else is written, and leaves nothing behind', () => {
  const written: string[] = [];
  const write = (text: string) => void written.push(text);
  const progress = createProgressLine({ columns: 10, write });
  progress.set(undefined);
  progress.above(() => write('first\n'));
  progress.set('1 of 2');
  progress.above(() => write('second\n'));
  progress.set('2 of 2, and more than fits');
  progress.set(undefined);
  progress.set(undefined);
  progress.above(() => write('third\n'));
  expect(written).toEqual([
    'first\n',
    `${erase}1 of 2`,
    erase,
    'second\n',
    `${erase}1 of 2`,
    `${erase}2 of 2, a`,
    erase,
    'third\n',
  ]);
});
