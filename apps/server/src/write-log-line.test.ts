import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from './testing/new-folder.js';
import { writeLogLine } from './write-log-line.js';

it('a log line is written at once, and one that cannot be is no failure', () => {
  const file = join(newFolder(), 'log');
  const descriptor = openSync(file, 'w');
  writeLogLine(descriptor, 'größer\n');
  expect(readFileSync(file, 'utf8')).toBe('größer\n');
  closeSync(descriptor);
  expect(() => writeLogLine(descriptor, 'nowhere\n')).not.toThrow();
});
