import { afterAll, beforeEach, describe, test } from 'vitest';
import type { StartWordPress } from '../../../../scripts/real-sites/wordpress.mjs';
import { companionRows } from './companion-rows.js';
import { connectorRowsWithCompanion } from './connector-rows.js';
import { describeContract } from './describe-contract.js';
import { describeFeed } from './describe-feed.js';
import { describeFeedReading } from './describe-feed-reading.js';
import { describeOwned } from './describe-owned.js';
import { describeProtection } from './describe-protection.js';
import { describeSuspension } from './describe-suspension.js';
import { describeWebhook } from './describe-webhook.js';
import { startRealTestSite } from './real-test-site.js';
import { suspensionRows } from './suspension-rows.js';
import { vendorRows } from './vendor-rows.js';
import { startWebhookReceiver } from './webhook-receiver.js';

/** The companion on a real site: it changes nothing else there, keeps to its protocol, and the connector to the contract. */
export async function describeCompanionSite(label: string, options: StartWordPress): Promise<void> {
  const receiver = await startWebhookReceiver();
  const started = await startRealTestSite({ ...options, companion: true, webhookUrl: receiver.url });
  const { site, real } = started;
  // What has nothing to do with the companion's tables is the same on both.
  const once = options.flavour === 'sqlite';

  describe(`WordPress ${real.version} on ${label} with the companion`, async () => {
    afterAll(async () => {
      await site.stop();
      await receiver.stop();
    });

    if (once) {
      describe('answers as without it', () => {
        beforeEach(() => site.reset());
        // The companion is there against this one.
        test.each(vendorRows.filter(({ name }) => !name.startsWith('W20')))('$name', ({ run }) => run(site));
      });
    }

    describe('and the connector', () => {
      beforeEach(() => site.reset());
      const rows = once ? connectorRowsWithCompanion : [...suspensionRows, ...companionRows];
      test.each(rows)('$name', ({ run }) => run(site));
    });

    describeSuspension(started);
    describeProtection(started);
    describeOwned(started);
    describeFeed(started);
    describeFeedReading(started);
    describeWebhook(started, receiver);
    await describeContract(started);
  });
}
