import { Buffer } from 'node:buffer';
import { createCompanionWebhook, type WebhookReceipt } from '@linkspan/core';
import { close, listen } from '@linkspan/core/fake';
import { webhookSecret } from './sign-delivery.js';

export interface ReceivedWebhook {
  /** Undefined: the signature was not right. */
  readonly receipt: WebhookReceipt | undefined;
  readonly body: { readonly feed: string; readonly last: number };
  readonly path: string;
}

/** Where a site's companion sends its webhook: proves what comes as the host does, and answers as it is told. */
export async function startWebhookReceiver() {
  const webhook = createCompanionWebhook(webhookSecret);
  const received: ReceivedWebhook[] = [];
  let status = 202;
  const server = await listen(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const receipt = webhook.receive({ headers, body });
    received.push({ receipt, body: JSON.parse(body.toString()), path: incoming.url ?? '' });
    outgoing.writeHead(status).end();
  }, 0);
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/hooks/blog`,
    /** What came since the last time that this was called. */
    take: (): readonly ReceivedWebhook[] => received.splice(0),
    answerWith(next: number) {
      status = next;
    },
    stop: () => close(server),
  };
}
