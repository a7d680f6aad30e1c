import { testConnector } from '@linkspan/core/conformance';
import { afterAll, expect, test } from 'vitest';
import connector from './index.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { harnessFor, leftOut } from './testing/harness.js';

const { site } = await startFakeTestSite();
const { cases, skipped } = await testConnector(connector, harnessFor(site));

afterAll(() => site.stop());

test('no case of the contract is left out but those about heirs, changes and webhooks', () => {
  // Changes and webhooks are the companion's, which is not there.
  const others = skipped.filter(({ missing }) => !missing.some((need) => /changes|webhook/.test(need)));
  expect(others.map(({ name }) => name)).toEqual(leftOut);
});

test.each(cases)('$name', ({ run }) => run());
