import { expect, test } from 'vitest';
import { longestIndexedValue } from '../../store/indexed-attributes.js';
import type { Json } from '../json.js';
import { createTestClient, group, patch, user } from './__fixtures__/create-test-client.js';

const longest = 'x'.repeat(longestIndexedValue);
const tooLong = `${longest}x`;
const client = () => {
  const made = createTestClient();
  return { ...made, seed: () => made.send('POST', '/Users', user('ann', { displayName: 'Ann' })) };
};

const refused: [method: string, target: string, body: Json, attribute: string][] = [
  ['POST', '/Users', user(tooLong), 'userName'],
  ['POST', '/Users', user('x', { displayName: tooLong }), 'displayName'],
  ['POST', '/Users', user('x', { name: { familyName: tooLong } }), 'name.familyName'],
  ['POST', '/Users', user('x', { emails: [{ value: 'x' }, { value: tooLong }] }), 'emails.value'],
  ['POST', '/Users', user('x', { externalId: tooLong }), 'externalId'],
  // Folded it is twice as long.
  ['POST', '/Users', user('\u0130'.repeat(longestIndexedValue)), 'userName'],
  ['POST', '/Groups', group(tooLong), 'displayName'],
  ['POST', '/Groups', { displayName: 'x', externalId: tooLong }, 'externalId'],
  ['PUT', '/Users/0001', user('ann', { displayName: tooLong }), 'displayName'],
  ['PATCH', '/Users/0001', patch({ op: 'add', path: 'emails', value: tooLong }), 'emails.value'],
  ['PATCH', '/Users/0001', patch({ op: 'add', path: 'externalId', value: tooLong }), 'externalId'],
];
test.each(refused)('%s %s is refused where an indexed value is too long for a store', async (...row) => {
  const [method, target, body, attribute] = row;
  const { seed, send, commits } = client();
  await seed();
  const { status, json } = await send(method, target, body);
  expect(status).toBe(400);
  expect(json).toMatchObject({
    scimType: 'invalidValue',
    detail: expect.stringMatching(new RegExp(`^${attribute} may have at most ${longestIndexedValue} characters`)),
  });
  expect(commits).toHaveLength(1);
});

test('the longest value is kept everywhere, and a longer one where nothing is indexed', async () => {
  const { send } = client();
  const body = user(longest, {
    externalId: longest,
    displayName: longest,
    name: { familyName: longest, givenName: tooLong },
    emails: [{ value: longest, display: tooLong }],
    title: tooLong,
  });
  expect((await send('POST', '/Users', body)).status).toBe(201);
});

test('a value that stands there already, and is too long, does not keep a leaver active', async () => {
  const { send, store } = client();
  await store.resources.commit({
    scope: { directory: 'main', client: 'idp' },
    type: 'User',
    id: 'u',
    expectVersion: 0,
    resource: { userName: 'ann', displayName: tooLong, active: true },
    marks: [],
    journal: { actor: 'x', action: 'create', directory: 'main', resourceType: 'User', resourceId: 'u' },
  });
  const answer = await send('PATCH', '/Users/u', patch({ op: 'replace', path: 'active', value: false }));
  expect(answer).toMatchObject({ status: 200, json: { active: false } });
});
