import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FakeAnswer, FakeRequest } from './fake-answer.js';
import { parseJson } from './parse-json.js';

export type Serve = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

export async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = 'GET', headers } = incoming;
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://fake.example');
  const text = Buffer.concat(chunks).toString();
  return { method, path: pathname, query: searchParams, headers, json: parseJson(text), text };
}

export function send(outgoing: ServerResponse, { status, headers = {}, body }: FakeAnswer): void {
  const type = typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8';
  outgoing.writeHead(status, { ...(body !== undefined && { 'content-type': type }), ...headers });
  outgoing.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
}

export function listen(serve: Serve): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
