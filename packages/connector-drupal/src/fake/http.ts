import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeRequest } from './answer.js';
import type { FakeAnswer } from './json-api.js';
import { parseJson } from './parse-json.js';

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
