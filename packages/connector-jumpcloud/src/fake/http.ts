import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeAnswer, FakeRequest } from './fake-answer.js';
import { parseJson } from './parse-json.js';

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
