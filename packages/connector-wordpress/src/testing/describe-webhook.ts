import { runChecks } from '@linkspan/core';
import { signal, usersOf } from '@linkspan/core/conformance';
import { beforeEach, describe, expect, test } from 'vitest';
import type { startRealTestSite } from './real-test-site.js';
import { webhookSecret } from './sign-delivery.js';
import { givePerson } from './test-site.js';
import type { startWebhookReceiver } from './webhook-receiver.js';

type Started = Awaited<ReturnType<typeof startRealTestSite>>;
type Receiver = Awaited<ReturnType<typeof startWebhookReceiver>>;

/** The hint that the feed has grown, as it arrives. */
export function describeWebhook({ site, real }: Started, receiver: Receiver): void {
  const lastOf = async () => {
    const { json } = await site.rest('GET', '/linkspan/v1');
    return (json as { feed: { id: string; last: number } }).feed;
  };

  describe('and its webhook', () => {
    beforeEach(async () => {
      await site.reset();
      receiver.answerWith(202);
      receiver.take();
    });

    test('comes within the request, signed, with the last number of the feed, when that can be read already', async () => {
      await givePerson(site, 'anna');
      const feed = await lastOf();
      const [first, ...others] = receiver.take();
      expect(others).toEqual([]);
      expect(first).toMatchObject({ path: '/hooks/blog', body: { feed: feed.id, last: feed.last } });
      expect(Math.abs((first?.receipt?.at ?? 0) - Date.now())).toBeLessThan(30_000);
    });

    test('does not come where nothing has changed', async () => {
      const id = await givePerson(site, 'anna', { first_name: 'Anna' });
      receiver.take();
      await site.rest('PUT', `/wp/v2/users/${id}`, { first_name: 'Anna' });
      await site.rest('GET', '/linkspan/v1/changes?since=0');
      expect(receiver.take()).toEqual([]);
    });

    test('comes again under the same id until it is taken, and nobody waits for it meanwhile', async () => {
      receiver.answerWith(503);
      await givePerson(site, 'anna');
      const [refused] = receiver.take();
      await real.php(`do_action('linkspan_companion_retry'); return true;`);
      expect(receiver.take()).toEqual([]);
      expect((await site.rest('POST', '/linkspan/v1/flush')).json).toEqual({ sent: 0 });
      receiver.answerWith(202);
      expect((await site.rest('POST', '/linkspan/v1/flush')).json).toEqual({ sent: 1 });
      expect((await site.rest('POST', '/linkspan/v1/flush')).json).toEqual({ sent: 0 });
      const again = receiver.take();
      expect(again.map(({ receipt }) => receipt?.id)).toEqual([refused?.receipt?.id, refused?.receipt?.id]);
    });

    test('is retried by cron with growing pauses, and keeps to them when more happens', async () => {
      receiver.answerWith(503);
      await givePerson(site, 'anna');
      const waiting = async () =>
        (await real.php(
          `global $wpdb;
           $row = $wpdb->get_row("SELECT attempts, next_try FROM {$wpdb->prefix}linkspan_outbox");
           return ['attempts' => (int) $row->attempts, 'pause' => (int) $row->next_try - time(), 'events' => count(array_filter(_get_cron_array(), function ($event) { return isset($event['linkspan_companion_retry']); }))];`,
        )) as { attempts: number; pause: number; events: number };
      expect(await waiting()).toMatchObject({ attempts: 1, events: 1 });
      await givePerson(site, 'bert');
      expect(receiver.take()).toHaveLength(1);
      await site.rest('POST', '/linkspan/v1/flush');
      await site.rest('POST', '/linkspan/v1/flush');
      const { attempts, pause } = await waiting();
      expect(attempts).toBe(3);
      expect(pause).toBeGreaterThan(45);
      receiver.answerWith(202);
      // As if the pauses were over.
      await real.php(
        `global $wpdb;
         $wpdb->query("UPDATE {$wpdb->prefix}linkspan_outbox SET next_try = 0");
         $due = []; foreach (_get_cron_array() as $events) { $due[1] = ($due[1] ?? []) + $events; }
         _set_cron_array($due);
         return true;`,
      );
      receiver.take();
      await (await fetch(`${site.url}/wp-cron.php?doing_wp_cron`)).arrayBuffer();
      expect(receiver.take().map(({ body }) => body.last)).toEqual([(await lastOf()).last]);
    });

    test('is announced by the check where one side knows of it and the other does not', async () => {
      const results = await runChecks(site.connect({ companion: undefined }).checks, { signal });
      expect(results.find(({ id }) => id === 'companion')).toMatchObject({
        status: 'warning',
        hint: expect.stringContaining('companion.webhookSecret'),
      });
      const connector = site.connect();
      const agreed = await runChecks(connector.checks, { signal });
      expect(agreed.find(({ id }) => id === 'companion')?.status).toBe('passed');
      expect(connector.webhook).toBeDefined();
      expect((await usersOf(connector).changes(undefined, signal)).complete).toBe(true);
    });

    test('its secret is shown nowhere', async () => {
      const answers = await Promise.all(
        ['/', '/linkspan/v1', '/wp/v2/settings'].map((route) => site.rest('GET', route)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(JSON.stringify(answers.map(({ json }) => json))).not.toContain(webhookSecret);
    });
  });
}
