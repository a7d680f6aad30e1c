import { testConnector } from '@linkspan/core/conformance';
import { afterAll, afterEach, expect, test } from 'vitest';
import connector from './index.js';
import { harnessFor } from './testing/harness.js';
import { startTestJumpCloud } from './testing/start-test-jumpcloud.js';

const site = await startTestJumpCloud();
const { cases, skipped } = await testConnector(connector, harnessFor(site));

afterEach(() => expect(site.takeViolations()).toEqual([]));
afterAll(() => site.fake.stop());

const roles = 'JumpCloud has groups, which are resources, and no roles of its users';

const webhook = 'no document says that JumpCloud sends webhooks about users or groups';
const manyEvents = 'a page has 1,000 events: changes.test.ts fills some';

/** What is not asked of it, and why. */
const leftOut = {
  'a reactivated account does not get back what was taken meanwhile': roles,
  'roles are added and removed, and others are left alone': roles,
  'an account with a privileged role says so, an ordinary one does not': roles,
  'what an account owns is counted': 'no document says that users can be searched by their manager',
  'a removal that names nobody is refused where the vendor demands a name, and removes nothing':
    'it demands none: those who were managed have no manager then',
  'more changes than go onto a page are all told': manyEvents,
  'groups: more changes than go onto a page are all told': manyEvents,
  'a signed delivery is taken, with the time of its signature': webhook,
  'a delivery that was signed with another secret is not taken': webhook,
  'a delivery with another body is not taken': webhook,
  'a delivery without its headers, or with nonsense in them, is no error': webhook,
  'a delivery that is repeated has the same id, after a restart too, and another one another': webhook,
  'groups: a group in a group is read as a group': 'the members of a user group are users',
  'groups: a group stands in a group, and leaves it': 'the members of a user group are users',
};

test('of the contract that alone is left out which JumpCloud does not have', () => {
  expect(new Set(skipped.map(({ name }) => name))).toEqual(new Set(Object.keys(leftOut)));
});

test.each(cases)('$name', ({ run }) => run());
