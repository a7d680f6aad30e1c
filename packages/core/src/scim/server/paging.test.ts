import { expect, test } from 'vitest';
import { listParameters } from './list-parameters.js';
import { parsePaging } from './paging.js';

const parse = (query: string) => parsePaging(listParameters(new URLSearchParams(query)), 200);

const rows: [query: string, startIndex: number, count: number][] = [
  ['', 1, 200],
  ['startIndex=3&count=7', 3, 7],
  ['startIndex=0&count=0', 1, 0],
  ['startIndex=-5&count=-1', 1, 0],
  ['count=1000000', 1, 200],
  ['startIndex=99999999999999999999', 2 ** 31 - 1, 200],
  ['startIndex=&count=', 1, 200],
];
test.each(rows)('"%s" asks for %i, %i', (query, startIndex, count) => {
  expect(parse(query)).toEqual({ startIndex, count });
});

test.each(['startIndex=first', 'count=ten', 'count=1.5', 'count=1e2', 'startIndex=0x10'])(
  '"%s" is refused by name',
  (query) => {
    const [name = ''] = query.split('=');
    expect(() => parse(query)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue', message: expect.stringContaining(`"${name}"`) }),
    );
  },
);
