import { testConnector } from '@linkspan/core/conformance';
import { afterAll, describe, expect, test } from 'vitest';
import connector from './index.js';
import { harnessFor } from './testing/harness.js';
import { startRealTestSite } from './testing/real-test-site.js';

const { site, real } = await startRealTestSite({ flavour: 'sqlite' });
const { cases, skipped } = await testConnector(connector, harnessFor(site));

describe(`WordPress ${real.version} on SQLite`, () => {
  afterAll(() => site.stop());

  test('no case of the contract is left out', () => {
    expect(skipped).toEqual([]);
  });

  test.each(cases)('$name', ({ run }) => run());
});
