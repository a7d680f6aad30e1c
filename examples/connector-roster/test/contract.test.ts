import { createConnectorContext } from '@linkspan/core';
import { type ConnectorHarness, testConnector } from '@linkspan/core/conformance';
import { afterAll, expect, test } from 'vitest';
import { signDelivery } from '../server/sign-delivery.mjs';
import { startRoster } from '../server/start-roster.mjs';
import connector from '../src/index.js';

const pageSize = 3;
const roster = await startRoster({ pageSize });
const log = { debug() {}, info() {}, warn() {} };

const harness: ConnectorHarness = {
  connect(credentials) {
    const context = createConnectorContext({ name: 'roster', log, signal: new AbortController().signal });
    const token = credentials === 'right' ? roster.token : 'wrong';
    const connected = connector.connect?.({ url: roster.url, token, hookSecret: 'right' }, context);
    if (connected === undefined) throw new Error('The connector has no connect.');
    return connected;
  },
  fields: (n) => ({ login: `ann${n}`, mail: `ann${n}@example.com`, name: `Ann ${n}`, title: `Engineer ${n}` }),
  clearable: ['name', 'title'],
  text: ['name', 'title'],
  pageSize,
  protectedId: async () => roster.serviceId,
  changes: {
    asStranger: async (id, fields) => roster.change('people', id, fields),
    forget: async () => roster.forgetEvents(),
    pageSize,
  },
  webhook: { sign: (secret) => signDelivery(secret) },
  groups: {
    fields: (n) => ({ name: `Team ${n}` }),
    pageSize,
    uniqueNames: true,
    members: { list: async (id) => roster.membersOf(id).map((person) => ({ id: person, type: 'User' })), pageSize },
    changes: {
      asStranger: async (id, fields) => roster.change('teams', id, fields),
      forget: async () => roster.forgetEvents(),
      pageSize,
    },
  },
};

const { cases, skipped } = await testConnector(connector, harness);
afterAll(() => roster.stop());

test.each(cases)('$name', ({ run }) => run());

/** Roster has no roles, no content, no groups in groups, and a team has nothing but its name. */
const absent = [
  'a privileged role',
  'harness.content',
  'harness.groups.clearable',
  'harness.groups.protectedId',
  'harness.groups.text',
  'harness.reassignTo',
  'harness.roles',
  'members: nested',
  'owned',
  'reassign: required',
];

test('only what Roster does not have is left out', () => {
  expect([...new Set(skipped.flatMap(({ missing }) => missing))].toSorted()).toEqual(absent);
});
