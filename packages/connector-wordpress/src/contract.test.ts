import { testConnector } from '@linkspan/core/conformance';
import { afterAll, describe, expect, test } from 'vitest';
import connector from './index.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { harnessFor } from './testing/harness.js';
import { leftOutWithoutCompanion } from './testing/left-out-without-companion.js';

for (const companion of [false, true]) {
  const { site } = await startFakeTestSite({ companion, feedPage: 5 });
  const { cases, skipped } = await testConnector(connector, harnessFor(site));

  describe(companion ? 'with a companion' : 'without a companion', () => {
    afterAll(() => site.stop());

    test('no case of the contract is left out but those that need a companion', () => {
      expect(skipped).toEqual(companion ? [] : leftOutWithoutCompanion);
    });

    test.each(cases)('$name', ({ run }) => run());
  });
}
