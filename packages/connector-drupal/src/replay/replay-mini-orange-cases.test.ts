import { createMemoryStore, createScimServer } from '@linkspan/core';
import { expect, test } from 'vitest';
import connector from '../index.js';
import { miniOrangeCases } from './mini-orange-cases.js';
import { replayMiniOrangeCases, type SendReplayedRequest } from './replay-mini-orange-cases.js';

function createSender(): SendReplayedRequest {
  const server = createScimServer({ resources: createMemoryStore().resources });
  const baseUrl = 'https://hub.example.com/scim/intranet/v2';
  const scopes = new Set(['read', 'write'] as const);
  const client = { id: 'intranet', directory: 'main', baseUrl, scopes, quirks: connector.inbound ?? [] };
  return async ({ method, path, headers, body }) => {
    const url = new URL(`${baseUrl}${path}`);
    const request = { method, path: url.pathname.slice(new URL(baseUrl).pathname.length), query: url.searchParams };
    const answer = await server.handle({ ...request, headers, requestId: 'r', ...(body && { body }) }, client);
    let text = '';
    for await (const piece of answer.body ?? []) text += piece;
    return { status: answer.status, body: text };
  };
}

test('what miniOrange’s module for Drupal sends is answered as it needs', async () => {
  expect(await replayMiniOrangeCases(createSender())).toEqual(miniOrangeCases.map(({ id }) => id));
});

/** Servers with one fault each, and the case that notices it. */
const faults: [fault: string, id: string, change: (body: string) => string][] = [
  ['a miss has no list', 'C2a', (body) => body.replace('"Resources":[]', '"Resources":null')],
  ['the client’s times are kept', 'C1a', (body) => body.replace(/"created":"[^"]*"/, '"created":"1700000000"')],
  ['ids are numbers', 'C1a', (body) => body.replace(/"id":"[^"]*"/, '"id":7')],
  ['who is blocked becomes active', 'C1b', (body) => body.replace('"active":false', '"active":true')],
  ['a duplicate is not said to be one', 'C3a', (body) => body.replace('"scimType":"uniqueness",', '')],
];
test.each(faults)('a server where %s fails at %s', async (_fault, id, change) => {
  const send = createSender();
  const faulty: SendReplayedRequest = async (request) => {
    const answer = await send(request);
    return { ...answer, body: change(answer.body) };
  };
  await expect(replayMiniOrangeCases(faulty)).rejects.toThrow(new RegExp(`^${id} `));
});
