import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { createTestClient, enterpriseUser, group, patch, user } from './__fixtures__/create-test-client.js';

const texts = ['a\u0000b', '\ud83d', '\udc69'];

const bodies: [method: string, target: string, body: (text: string) => Json][] = [
  ['POST', '/Users', (text) => user(text)],
  ['POST', '/Users', (text) => user('x', { externalId: text })],
  ['POST', '/Users', (text) => user('x', { emails: [{ value: 'x', display: text }] })],
  ['PUT', '/Users/0001', (text) => user('ann', { [enterpriseUser]: { manager: text } })],
  ['PATCH', '/Users/0001', (text) => patch({ op: 'replace', path: 'title', value: text })],
  ['PATCH', '/Users/0001', (text) => patch({ op: 'add', path: 'emails', value: [{ value: text }] })],
  ['POST', '/Groups', (text) => group('Staff', text)],
];
const writes = bodies.flatMap((row) => texts.map((text) => [...row, text] as const));
test.each(writes)('%s %s refuses what not every store can keep', async (method, target, body, text) => {
  const { send, commits } = createTestClient();
  await send('POST', '/Users', user('ann'));
  const { status, json } = await send(method, target, body(text));
  expect(status).toBe(400);
  expect(json).toMatchObject({ scimType: 'invalidValue', detail: expect.stringContaining('U+0000') });
  expect(commits).toHaveLength(1);
});

test.each(texts)('a filter refuses it too: %j', async (text) => {
  const { send } = createTestClient();
  const filter = encodeURIComponent(`userName eq ${JSON.stringify(text)}`);
  const answer = await send('GET', `/Users?filter=${filter}`);
  expect(answer).toMatchObject({ status: 400, json: { scimType: 'invalidFilter' } });
  expect(answer.json.detail).toContain('the text at character 13 has U+0000');
});

test('nobody has it in an id', async () => {
  const { send } = createTestClient({
    wrap: (resources) => ({ ...resources, find: () => expect.fail('no store is asked') }),
  });
  expect((await send('GET', '/Users/a%00b')).status).toBe(404);
});
