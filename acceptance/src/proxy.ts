import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly signedIn: boolean;
  readonly status: number;
}

/** Stands before a real site: sees every request, and can hold one before it arrives or its answer on the way back. */
export interface Proxy {
  readonly url: string;
  readonly passed: Passed[];
  /** The next request that matches is held; `arrived` resolves when it is there. */
  hold(
    where: 'request' | 'answer',
    matches: (method: string, path: string) => boolean,
  ): { arrived: Promise<void>; release(): void };
  stop(): Promise<void>;
}

interface Hold {
  readonly where: 'request' | 'answer';
  matches(method: string, path: string): boolean;
  arrived(): void;
  readonly released: Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const passed: Passed[] = [];
  const holds: Hold[] = [];

  async function waitAt(where: Hold['where'], method: string, path: string): Promise<void> {
    const index = holds.findIndex((hold) => hold.where === where && hold.matches(method, path));
    const [hold] = index < 0 ? [] : holds.splice(index, 1);
    hold?.arrived();
    await hold?.released;
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    await waitAt('request', method, url);
    const onward = request(new URL(url, target), { method, headers: { ...headers, host: new URL(target).host } });
    onward.on('error', () => outgoing.destroy());
    onward.on('response', async (answer) => {
      const body: Buffer[] = [];
      for await (const chunk of answer) body.push(Buffer.from(chunk));
      passed.push({ method, path: url, signedIn: headers.authorization !== undefined, status: answer.statusCode ?? 0 });
      await waitAt('answer', method, url);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      outgoing.end(Buffer.concat(body));
    });
    onward.end(Buffer.concat(chunks));
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    passed,
    hold(where, matches) {
      let release: () => void = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const arrived = new Promise<void>((resolve) => {
        holds.push({ where, matches, arrived: resolve, released });
      });
      return { arrived, release };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
