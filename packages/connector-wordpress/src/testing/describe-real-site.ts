import { testConnector } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { StartWordPress } from '../../../../scripts/real-sites/wordpress.mjs';
import connector from '../index.js';
import { connectorRows } from './connector-rows.js';
import { describeDoors } from './describe-doors.js';
import { harnessFor } from './harness.js';
import { startRealTestSite } from './real-test-site.js';
import { vendorRows } from './vendor-rows.js';

/** Everything that the fake is asked, asked of a real site: the fake is only as good as the two agree. */
export async function describeRealSite(label: string, options: StartWordPress): Promise<void> {
  const started = await startRealTestSite(options);
  const { site, real } = started;
  const { cases, skipped } = await testConnector(connector, harnessFor(site));

  describe(`WordPress ${real.version} on ${label}`, () => {
    afterAll(() => site.stop());

    describe('answers', () => {
      beforeEach(() => site.reset());
      test.each(vendorRows)('$name', ({ run }) => run(site));
    });

    describe('and the connector', () => {
      beforeEach(() => site.reset());
      test.each(connectorRows)('$name', ({ run }) => run(site));
    });

    describeDoors(started);

    describe('and the contract', () => {
      test('no case is left out', () => {
        expect(skipped).toEqual([]);
      });
      test.each(cases)('$name', ({ run }) => run());
    });
  });
}
