import { testConnector } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { StartWordPress } from '../../../../scripts/real-sites/wordpress.mjs';
import connector from '../index.js';
import { connectorRowsWithCompanion } from './connector-rows.js';
import { describeFeed } from './describe-feed.js';
import { describeFeedReading } from './describe-feed-reading.js';
import { describeSuspension } from './describe-suspension.js';
import { describeWebhook } from './describe-webhook.js';
import { harnessFor } from './harness.js';
import { startRealTestSite } from './real-test-site.js';
import { vendorRows } from './vendor-rows.js';
import { startWebhookReceiver } from './webhook-receiver.js';

/** The companion on a real site: it changes nothing else there, keeps to its protocol, and the connector to the contract. */
export async function describeCompanionSite(label: string, options: StartWordPress): Promise<void> {
  const receiver = await startWebhookReceiver();
  const constants = { LINKSPAN_WEBHOOK_URL: receiver.url, LINKSPAN_WEBHOOK_SECRET: receiver.secret };
  const started = await startRealTestSite({ ...options, companion: true, constants, webhookSecret: receiver.secret });
  const { site, real } = started;
  const { cases, skipped } = await testConnector(connector, harnessFor(site));

  describe(`WordPress ${real.version} on ${label} with the companion`, () => {
    afterAll(async () => {
      await site.stop();
      await receiver.stop();
    });

    describe('answers as without it', () => {
      beforeEach(() => site.reset());
      // The companion is there against this one.
      test.each(vendorRows.filter(({ name }) => !name.startsWith('W20')))('$name', ({ run }) => run(site));
    });

    describe('and the connector', () => {
      beforeEach(() => site.reset());
      test.each(connectorRowsWithCompanion)('$name', ({ run }) => run(site));
    });

    describeSuspension(started);
    describeFeed(started);
    describeFeedReading(started);
    describeWebhook(started, receiver);

    describe('and the contract', () => {
      test('no case is left out', () => {
        expect(skipped).toEqual([]);
      });
      test.each(cases)('$name', ({ run }) => run());
    });
  });
}
