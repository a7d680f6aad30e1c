import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What Linkspan is to the companion: something that answers a POST. */
export async function startReceiver() {
  const received: Received[] = [];
  const state = { status: 202 };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    response.writeHead(state.status).end();
    received.push({ headers, body: Buffer.concat(chunks) });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  return Object.assign(state, {
    url: `http://127.0.0.1:${address.port}/hooks/intranet`,
    received,
    async next(): Promise<Received> {
      for (let waited = 0; waited < 10_000; waited += 20) {
        const one = received.shift();
        if (one !== undefined) return one;
        await pause(20);
      }
      throw new Error('Nothing was sent.');
    },
    close: () => server.close(),
  });
}
