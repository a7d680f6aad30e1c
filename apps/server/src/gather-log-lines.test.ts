import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { gatherLogLines } from './gather-log-lines.js';

it('the lines of one turn are written together, in their order', async () => {
  const written: string[] = [];
  const lines = gatherLogLines((text) => written.push(text));
  lines.write('a\n');
  await Promise.resolve();
  lines.write('b\n');
  expect(written).toEqual([]);
  await turn();
  lines.write('c\n');
  await turn();
  expect(written).toEqual(['a\nb\n', 'c\n']);
});

it('what was said last is written when the process ends', () => {
  const written: string[] = [];
  const before = process.listeners('exit');
  gatherLogLines((text) => written.push(text)).write('the end\n');
  for (const listener of process.listeners('exit')) if (!before.includes(listener)) listener(0);
  expect(written).toEqual(['the end\n']);
  expect(process.listeners('exit')).toEqual(before);
});
