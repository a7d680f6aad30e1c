import { expect, test } from 'vitest';
import { readBody } from './read-body.js';

async function* pieces(...all: (string | Uint8Array)[]) {
  yield* all;
}
const bytes = (text: string) => new TextEncoder().encode(text);

const read: [name: string, body: Parameters<typeof readBody>[0], expected: unknown][] = [
  ['nothing', undefined, undefined],
  ['only white space', ' \n', undefined],
  ['a string', '{"a":"é"}', { a: 'é' }],
  ['a string with a byte order mark', '\uFEFF{}', {}],
  ['bytes with a byte order mark', pieces(bytes('\uFEFF{}')), {}],
  [
    'a character cut in two by the network',
    pieces(bytes('{"a":"é"}').slice(0, 7), bytes('{"a":"é"}').slice(7)),
    { a: 'é' },
  ],
];
test.each(read)('reads %s', async (_name, body, expected) => {
  await expect(readBody(body, 100)).resolves.toEqual(expected);
});

const refused: [name: string, body: Parameters<typeof readBody>[0], status: number, scimType: string | undefined][] = [
  ['half a document', '{"a":', 400, 'invalidSyntax'],
  ['bytes that are not UTF-8', pieces(new Uint8Array([0x22, 0xff, 0x22])), 400, 'invalidSyntax'],
  ['a document that ends inside a character', pieces(new Uint8Array([0x22, 0xc3])), 400, 'invalidSyntax'],
  ['a string beyond the limit, counted in bytes', `"${'é'.repeat(50)}"`, 413, undefined],
  ['a stream beyond the limit', pieces('"'.padEnd(60), '"'.padStart(60)), 413, undefined],
];
test.each(refused)('refuses %s', async (_name, body, status, scimType) => {
  await expect(readBody(body, 100)).rejects.toMatchObject({ status, scimType });
});

test('fifty levels are taken, and no more', async () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  await expect(readBody(deep(50), 1000)).resolves.toHaveLength(1);
  await expect(readBody(deep(51), 1000)).rejects.toMatchObject({
    status: 400,
    scimType: 'invalidSyntax',
    message: expect.stringContaining('nested more than 50 levels'),
  });
});

test('a thousand names in one object are taken, and no more', async () => {
  const wide = (names: number) => {
    const inner = Object.fromEntries(Array.from({ length: names }, (_, index) => [`name${index}`, index]));
    return JSON.stringify({ Operations: [{ value: inner }] });
  };
  await expect(readBody(wide(1000), 100_000)).resolves.toHaveProperty('Operations');
  await expect(readBody(wide(1001), 100_000)).rejects.toMatchObject({
    status: 400,
    scimType: 'invalidSyntax',
    message: expect.stringContaining('more than 1000 names'),
  });
});

test('stops reading once the limit is passed', async () => {
  let sent = 0;
  async function* endless() {
    for (;;) {
      sent += 1;
      yield 'x'.repeat(10);
    }
  }
  await expect(readBody(endless(), 100)).rejects.toMatchObject({ status: 413 });
  expect(sent).toBe(11);
});
