import assert from 'node:assert/strict';
import type { WebhookReceipt, WebhookRequest } from '../../connector/webhook.js';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorSubject } from './connector-subject.js';

const needs = ['webhook', 'harness.webhook'] as const;

/** The host refuses what is older or newer. */
const window = 5 * 60_000;

export const webhookCases: readonly ConnectorCase[] = [
  {
    name: 'a signed delivery is taken, with the time of its signature',
    needs,
    async run(subject) {
      const receipt = receive(subject, await deliver(subject, 'right'));
      assert.ok(receipt, 'a rightly signed delivery is not taken');
      assert.ok(receipt.id.length > 0, 'the receipt has no id');
      const off = Math.abs(Date.now() - receipt.at);
      assert.ok(off < window, `it was signed now, but the receipt says ${receipt.at}: milliseconds since 1970`);
    },
  },
  {
    name: 'a delivery that was signed with another secret is not taken',
    needs,
    async run(subject) {
      assert.equal(receive(subject, await deliver(subject, 'wrong')), undefined);
    },
  },
  {
    name: 'a delivery with another body is not taken',
    needs,
    async run(subject) {
      const { headers, body } = await deliver(subject, 'right');
      const changed = Uint8Array.from(body, (byte, index) => (index === 0 ? byte ^ 1 : byte));
      const bodies = { longer: Buffer.concat([body, Buffer.from(' ')]), changed, empty: new Uint8Array() };
      for (const [what, other] of Object.entries(bodies))
        assert.equal(receive(subject, { headers, body: other }), undefined, `the body is ${what}, and it is taken`);
    },
  },
  {
    name: 'a delivery without its headers, or with nonsense in them, is no error',
    needs,
    async run(subject) {
      const { headers, body } = await deliver(subject, 'right');
      assert.equal(receive(subject, { headers: {}, body }), undefined, 'it is taken without any header');
      const nonsense = ['', 'x', 'v1=', '=,=;', '-1', '99999999999999999999', '💥', 'f'.repeat(10_000)];
      for (const name of Object.keys(headers)) {
        const { [name]: _, ...others } = headers;
        receive(subject, { headers: others, body });
        for (const value of nonsense) receive(subject, { headers: { ...headers, [name]: value }, body });
      }
    },
  },
  {
    name: 'a delivery that is repeated has the same id, after a restart too, and another one another',
    needs,
    async run(subject) {
      const request = await deliver(subject, 'right');
      const repeated = (await subject.harness.webhook?.repeat?.(request)) ?? request;
      const id = receive(subject, request)?.id;
      assert.equal(receive(await subject.reconnect(), repeated)?.id, id);
      const other = receive(subject, await deliver(subject, 'right'));
      // That it is taken at all has a case of its own.
      if (other !== undefined) assert.notEqual(other.id, id, 'two deliveries have one id');
    },
  },
];

async function deliver({ harness }: ConnectorSubject, secret: 'right' | 'wrong'): Promise<WebhookRequest> {
  assert.ok(harness.webhook, 'there is no harness.webhook');
  return harness.webhook.sign(secret);
}

function receive({ connector }: ConnectorSubject, request: WebhookRequest): WebhookReceipt | undefined {
  return connector.webhook?.receive(request);
}
