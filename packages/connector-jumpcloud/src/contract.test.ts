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

/** What is not asked of it, and why. */
const leftOut = {
  'a reactivated account does not get back what was taken meanwhile': roles,
  'roles are added and removed, and others are left alone': roles,
  'an account with a privileged role says so, an ordinary one does not': roles,
  'what an account owns is counted': 'no document says that users can be searched by their manager',
  'a removal that names nobody is refused where the vendor demands a name, and removes nothing':
    'it demands none: those who were managed have no manager then',
  'groups: a group stands in a group, and leaves it': 'the members of a user group are users',
};

test('of the contract that alone is left out which JumpCloud does not have', () => {
  expect(new Set(skipped.map(({ name }) => name))).toEqual(new Set(Object.keys(leftOut)));
});

test.each(cases)('$name', ({ run }) => run());
