import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FakeRequest } from './answer.js';
import type { FakeAnswer } from './json-api.js';
import { parseJson } from './parse-json.js';

export type Serve = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

export async function readRequest(incoming: IncomingMessage, url: URL): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { method = 'GET', headers } = incoming;
  const { authorization, cookie, 'content-type': contentType } = headers;
  return { method, url, authorization, cookie, contentType, text, json: parseJson(text) };
}

export function send(outgoing: ServerResponse, { status, headers = {}, body }: FakeAnswer): void {
  const html = typeof body === 'string';
  outgoing.writeHead(status, { 'content-type': html ? 'text/html; charset=UTF-8' : 'application/json', ...headers });
  if (body === undefined) outgoing.end();
  else outgoing.end(html ? body : JSON.stringify(body));
}

export function listen(serve: Serve, port: number): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
