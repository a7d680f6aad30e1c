import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeRequest } from './answer.js';
import { parseJson } from './parse-json.js';
import type { FakeAnswer } from './rest-error.js';

export async function readRequest(incoming: IncomingMessage, target: URL, route: string): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = 'GET', headers } = incoming;
  const json = parseJson(Buffer.concat(chunks).toString());
  return { method, route, query: target.searchParams, authorization: headers.authorization, json };
}

export function send(outgoing: ServerResponse, { status, headers = {}, body }: FakeAnswer): void {
  const html = typeof body === 'string';
  outgoing.writeHead(status, { 'content-type': html ? 'text/html' : 'application/json; charset=UTF-8', ...headers });
  outgoing.end(html ? body : JSON.stringify(body ?? null));
}
