import { createHmac, randomUUID } from 'node:crypto';
import type { ConnectorHarness } from '@linkspan/core/conformance';
import type { FakeDrupal } from '../fake/index.js';
import { harnessFor } from './harness.js';
import { type TestSite, usersPath } from './test-site.js';

const webhookSecret = 'a shared long secret';

/** What the kit needs to know of a Drupal with the companion, beside what it knows of any. */
export function companionHarnessFor(site: TestSite, fake: FakeDrupal): ConnectorHarness {
  const harness = harnessFor(site);
  return {
    ...harness,
    connect: (credentials) =>
      site.connect({
        companion: { webhookSecret },
        ...(credentials === 'wrong' && { password: 'wrong wrong wrong' }),
      }),
    fields: (n) => ({ ...harness.fields(n), linkspan_external_id: `id-${n}` }),
    changes: {
      async asStranger(id, attributes) {
        const as = `admin:${fake.adminPassword}`;
        const json = { data: { type: 'user--user', id, attributes } };
        const { status, text } = await site.ask('PATCH', `${usersPath}/${id}`, { json, as });
        if (status !== 200) throw new Error(`the stranger was refused: ${text}`);
      },
      pageSize: 500,
      forget: async () => fake.forgetChanges(),
    },
    webhook: {
      sign(secret) {
        const body = new TextEncoder().encode('{"feed":"f","last":1}');
        const [timestamp, delivery] = [String(Math.floor(Date.now() / 1_000)), randomUUID()];
        const hmac = createHmac('sha256', secret === 'right' ? webhookSecret : 'another');
        const signature = hmac.update(`${timestamp}.${delivery}.`).update(body).digest('hex');
        const headers = {
          'linkspan-timestamp': timestamp,
          'linkspan-delivery': delivery,
          'linkspan-signature': `v1=${signature}`,
        };
        return { headers, body };
      },
    },
  };
}
