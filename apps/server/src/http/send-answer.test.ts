import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { sendAnswer } from './send-answer.js';

async function serve(answer: (response: ServerResponse) => Promise<void>): Promise<IncomingMessage> {
  const server = createServer((_request, response) => void answer(response).catch(() => undefined)).listen(
    0,
    '127.0.0.1',
  );
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const [response] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response');
  return response;
}

const headers = { 'Content-Type': 'application/scim+json' };

it('asks for pieces of an answer only as fast as the peer takes them, and for none once it is gone', async () => {
  let made = 0;
  let ended = false;
  async function* endless() {
    try {
      for (;;) {
        made += 1;
        yield 'x'.repeat(65_536);
      }
    } finally {
      ended = true;
    }
  }
  const response = await serve((target) => sendAnswer(target, { status: 200, headers, body: endless() }));
  await expect.poll(() => made).toBeGreaterThan(1);
  // The peer reads nothing: what has been made is what fits into the buffers on the way.
  const before = await settled(() => made);
  expect(before * 65_536).toBeLessThan(32 * 1024 * 1024);
  response.destroy();
  await expect.poll(() => ended).toBe(true);
});

it('breaks the connection off where a list fails half way, so that it is not taken for the whole', async () => {
  async function* failing() {
    yield '{"Resources":[';
    throw new Error('the database is gone');
  }
  const response = await serve((target) => sendAnswer(target, { status: 200, headers, body: failing() }));
  response.resume();
  await expect(once(response, 'end')).rejects.toThrow('aborted');
});

async function settled(read: () => number): Promise<number> {
  for (let last = -1; ; ) {
    const now = read();
    if (now === last) return now;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
