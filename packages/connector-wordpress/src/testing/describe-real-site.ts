import { afterAll, beforeEach, describe, test } from 'vitest';
import type { StartWordPress } from '../../../../scripts/real-sites/wordpress.mjs';
import { connectorRows } from './connector-rows.js';
import { describeContract } from './describe-contract.js';
import { describeDoors } from './describe-doors.js';
import { startRealTestSite } from './real-test-site.js';
import { vendorRows } from './vendor-rows.js';

/** Everything that the fake is asked, asked of a real site: the fake is only as good as the two agree. */
export async function describeRealSite(label: string, options: StartWordPress): Promise<void> {
  const started = await startRealTestSite(options);
  const { site, real } = started;

  describe(`WordPress ${real.version} on ${label}`, async () => {
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
    // It knows nothing of databases: once will do, and again with the companion, whose feed depends on them.
    if (real.flavour === 'sqlite') await describeContract(started);
  });
}
