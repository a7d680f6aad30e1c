import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createMemoryStore, createScimServer } from '@linkspan/core';

/** A SCIM server on a free port of the loopback, as the standard has it: core's own. How miniOrange's depart from it is proved in core's tests. */
export async function startScimServer() {
  const scim = createScimServer({ resources: createMemoryStore().resources });
  const token = 'a-token';
  const requests: { readonly method: string; readonly path: string; readonly body: string }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', headers } = incoming;
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', 'http://localhost');
    const body = await text(incoming);
    requests.push({ method, path, body });
    if (headers.authorization !== `Bearer ${token}`) {
      outgoing.writeHead(401).end();
      return;
    }
    const scopes = new Set(['read', 'write'] as const);
    const answer = await scim.handle(
      { method, path, query, headers: {}, requestId: 'r', ...(body !== '' && { body }) },
      { id: 'linkspan', directory: 'main', baseUrl: url, scopes, quirks: [] },
    );
    outgoing.writeHead(answer.status, answer.headers);
    for await (const piece of answer.body ?? []) outgoing.write(piece);
    outgoing.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token,
    requests,
    stop(): Promise<unknown> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
