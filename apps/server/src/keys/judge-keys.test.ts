import { expect, test } from 'vitest';
import { judgeKeys, keptPublished } from './judge-keys.js';
import type { SigningKey } from './signing-key.js';

const key = (id: string, signsFrom: number, retiredAt?: number): SigningKey => ({
  id,
  publicKey: {},
  privateKey: '',
  createdAt: 0,
  signsFrom,
  ...(retiredAt !== undefined && { retiredAt }),
});

const long = keptPublished;
const rows: [what: string, keys: SigningKey[], now: number, phases: Record<string, string>][] = [
  ['the first signs, also before its time', [key('a', 100)], 5, { a: 'signing' }],
  ['the next is published before it signs', [key('a', 0), key('b', 100)], 99, { a: 'signing', b: 'coming' }],
  ['the former stays published', [key('a', 0), key('b', 100)], 100, { a: 'published', b: 'signing' }],
  ['and a week later is past', [key('a', 0), key('b', 100)], 100 + long, { a: 'past', b: 'signing' }],
  ['who is retired is nothing any more', [key('a', 0), key('b', 100, 150)], 200, { a: 'signing', b: 'retired' }],
  ['of two from the same time one signs', [key('b', 0), key('a', 0)], 9, { a: 'published', b: 'signing' }],
];
test.each(rows)('%s', (_, keys, now, phases) => {
  expect(Object.fromEntries(judgeKeys(keys, now).map(({ id, phase }) => [id, phase]))).toEqual(phases);
});
