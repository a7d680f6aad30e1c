import { testConnector } from '@linkspan/core/conformance';
import { afterAll, describe, expect, test } from 'vitest';
import connector from './index.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { harnessFor } from './testing/harness.js';

for (const companion of [false, true]) {
  const { site } = await startFakeTestSite({ companion });
  const { cases, skipped } = await testConnector(connector, harnessFor(site));

  describe(companion ? 'with a companion' : 'without a companion', () => {
    afterAll(() => site.stop());

    test('no case of the contract is left out', () => {
      expect(skipped).toEqual([]);
    });

    test.each(cases)('$name', ({ run }) => run());
  });
}
