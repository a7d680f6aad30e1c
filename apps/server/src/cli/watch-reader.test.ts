import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { watchReader } from './watch-reader.js';

const refuse = (code: string) => {
  const output = new Writable({ write: (_piece, _encoding, done) => done(Object.assign(new Error(code), { code })) });
  return { output, gone: watchReader(output) };
};

it.each(['EPIPE', 'EIO'])('an output that nobody reads any more is no failure: %s', async (code) => {
  const { output, gone } = refuse(code);
  output.write('a line\n');
  await expect.poll(() => gone.aborted).toBe(true);
});

it('a disk that is full is one', () => {
  const { output } = refuse('ENOSPC');
  expect(() => output.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))).toThrow('full');
});
