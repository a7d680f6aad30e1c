import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { createTestClient, patch, user } from './__fixtures__/create-test-client.js';
import { shortenNames } from './shorten-names.js';

const names = (count: number) => Array.from({ length: count }, (_, index) => `name-${index}`);

test.each([
  ['a few', ['a', 'b'], ['a', 'b']],
  ['as many as are shown', names(50), names(50)],
  ['one more', names(51), [...names(50), 'and 1 more']],
  ['a long one', ['x'.repeat(100), 'x'.repeat(101)], ['x'.repeat(100), `${'x'.repeat(99)}…`]],
])('%s', (_what, sent, shown) => {
  expect(shortenNames(new Set(sent))).toEqual(shown);
});

const unknown = Object.fromEntries(names(900).map((name) => [name, 1]));
const bodies: [method: string, path: string, body: Json][] = [
  ['POST', '/Users', user('bob', { password: 'x', ...unknown })],
  ['PUT', '/Users/0001', user('ann', { password: 'x', ...unknown })],
  ['PATCH', '/Users/0001', patch({ op: 'add', value: { password: 'x', ...unknown } })],
];
test.each(bodies)('%s leaves a short trace of any number of unknown attributes, and of a password', async (...row) => {
  const { send } = createTestClient();
  await send('POST', '/Users', user('ann'));
  const { trace } = await send(...row);
  expect(trace.ignored).toEqual([...names(50), 'and 850 more', 'password']);
});
