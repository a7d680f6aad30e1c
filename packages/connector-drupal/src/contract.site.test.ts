import { testConnector } from '@linkspan/core/conformance';
import { afterAll, describe, expect, test } from 'vitest';
import connector from './index.js';
import { harnessFor, leftOut } from './testing/harness.js';
import { startRealTestSite } from './testing/real-test-site.js';

const { site, real } = await startRealTestSite();
const { cases, skipped } = await testConnector(connector, harnessFor(site));

describe(`Drupal ${real.version}`, () => {
  afterAll(() => site.stop());

  describe('and the contract', () => {
    test('no case is left out but those about heirs, changes and webhooks', () => {
      // Changes and webhooks are the companion's, which is not there.
      const others = skipped.filter(({ missing }) => !missing.some((need) => /changes|webhook/.test(need)));
      expect(others.map(({ name }) => name)).toEqual(leftOut);
    });
    test.each(cases)('$name', ({ run }) => run());
  });
});
