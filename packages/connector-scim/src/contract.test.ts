import { testConnector } from '@linkspan/core/conformance';
import { afterAll, describe, expect, test } from 'vitest';
import { type FakeOptions, startFakeScim } from './fake/index.js';
import connector from './index.js';
import { connectTo } from './testing/connect-to.js';
import { notInScim } from './testing/not-in-scim.js';
import { groupFields, personFields } from './testing/people.js';

/** Servers that keep to the standard in ways of their own, on core's own server: another Linkspan is the first of them. */
const servers: readonly (readonly [string, FakeOptions])[] = [
  ['another Linkspan', {}],
  ['one that has PUT only, and insists on versions', { patch: false, preconditions: true }],
  ['one without discovery', { discovery: false }],
  ['one that pages by index', { paging: 'index' }],
  ['one that ignores filters', { filter: 'ignored' }],
  ['one that refuses filters', { filter: 'refused' }],
  ['one whose filters find nobody', { filter: 'blind' }],
  ['one that insists on versions', { preconditions: true }],
  ['one that misses who is to be removed', { removal: 'strict' }],
  ['one that answers writes with nothing', { bodies: false }],
  ['one that wants OAuth, and new tokens often', { oauth: { uses: 3 } }],
];

describe.each(servers)('the contract with %s', async (_, options) => {
  const fake = await startFakeScim(options);
  const { url } = fake;
  const right = options.oauth === undefined ? { token: fake.token } : { oauth: fake.oauth };
  const wrong = options.oauth === undefined ? { token: 'wrong' } : { oauth: { ...fake.oauth, clientSecret: 'wrong' } };

  const { cases, skipped } = await testConnector(connector, {
    connect: (credentials) => connectTo({ url, pageSize: 5, ...(credentials === 'wrong' ? wrong : right) }),
    fields: personFields,
    clearable: ['name.givenName', 'displayName', 'title', 'enterprise.department', 'phoneNumbers', 'addresses'],
    text: ['name.givenName', 'displayName', 'title', 'enterprise.department'],
    pageSize: 5,
    groups: {
      fields: groupFields,
      text: ['displayName'],
      pageSize: 5,
      members: {
        async list(id) {
          const { json } = await fake.ask('GET', `/Groups/${id}`);
          const { members = [] } = json as { readonly members?: readonly { value: string; type: 'User' | 'Group' }[] };
          return members.map(({ value, type }) => ({ id: value, type }));
        },
      },
    },
    reset: async () => fake.reset(),
  });

  afterAll(() => fake.stop());

  test.each(cases)('$name', ({ run }) => run());

  test('leaves out only what SCIM does not have', () => {
    expect(skipped.flatMap(({ missing }) => missing).filter((one) => !notInScim.includes(one))).toEqual([]);
  });
});
