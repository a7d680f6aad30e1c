import { createMemoryStore, createScimServer, errorResponse, ScimError } from '@linkspan/core';
import { expect, test } from 'vitest';
import connector from '../index.js';
import { jumpcloudCases } from './jumpcloud-cases.js';
import { jumpcloudReplay } from './jumpcloud-replay.js';
import { replayJumpcloudCases } from './replay-jumpcloud-cases.js';
import type { ReplayRequest, SendReplayRequest } from './replay-request.js';

/** What a host does around the SCIM server: it looks at the token and collects the body. */
function createHost(quirks = connector.inbound ?? []) {
  const store = createMemoryStore();
  const server = createScimServer({ resources: store.resources });
  const client = {
    id: 'jumpcloud',
    directory: 'main',
    baseUrl: 'https://hub.example.com/scim/jumpcloud/v2',
    scopes: new Set(['read', 'write'] as const),
    quirks,
  };
  const traces: object[] = [];

  async function answer({ method, path, headers, body }: ReplayRequest) {
    if (headers['authorization'] !== undefined) {
      return errorResponse(new ScimError(401, 'The token is not known.'), { 'WWW-Authenticate': 'Bearer' });
    }
    const url = new URL(client.baseUrl + path);
    const { trace, ...response } = await server.handle(
      {
        method,
        path: url.href.slice(client.baseUrl.length).replace(/\?.*/, ''),
        query: url.searchParams,
        headers,
        requestId: `request-${traces.length}`,
        ...(body !== undefined && { body }),
      },
      client,
    );
    traces.push(trace);
    return response;
  }

  const send: SendReplayRequest = async (request) => {
    const { status, headers, body } = await answer(request);
    let text = '';
    for await (const piece of body ?? []) text += piece;
    const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    return { status, headers: Object.fromEntries(lowerCased), body: text };
  };
  const readLog = async () => JSON.stringify([traces, await store.journal.list({ limit: 1000 })]);
  return { send, readLog, traces, store };
}

test('every case of JumpCloud is answered as it needs', async () => {
  const { send, readLog, traces, store } = createHost();
  const played: string[] = [];
  const result = await replayJumpcloudCases(send, { readLog, onCase: ({ id }) => played.push(id) });
  expect(result).toEqual({ passed: jumpcloudCases.length, skipped: [] });
  expect(played).toEqual(jumpcloudCases.map(({ id }) => id));
  expect(traces).toContainEqual({
    quirks: ['null-emails', 'kept-external-id'],
    ignored: ['costCenter'],
    tolerated: ['unknown-attribute'],
    decision: 'replaced',
    notes: [],
  });
  const left = await store.resources.query(
    { directory: 'main', client: 'jumpcloud' },
    { type: 'User', startIndex: 1, count: 10 },
  );
  expect(left.total).toBe(0);
});

test('without authentication only the case of the bad token is left out, and counted', async () => {
  const result = await replayJumpcloudCases(createHost().send, { authentication: false });
  expect(result).toEqual({ passed: jumpcloudCases.length - 1, skipped: ['J27'] });
});

test('every assert of the cases that is written in prose has code', () => {
  const prose = jumpcloudCases.flatMap(({ response }) => response.assert ?? []);
  expect(jumpcloudReplay.flatMap(({ assertions }) => assertions.map(({ text }) => text))).toEqual(prose);
  expect(prose.length).toBeGreaterThan(50);
});

/** Servers with one fault each, and the case that notices it. */
const faults: [fault: string, id: string, change: (request: ReplayRequest, text: string) => string | undefined][] = [
  ['ids are numbers', 'J03', ({ method }, text) => (method === 'POST' ? text.replace(/"id":"[^"]*"/, '"id":7') : text)],
  ['booleans are strings', 'J03', (_request, text) => text.replace('"active":true', '"active":"true"')],
  ['a miss has no list', 'J01', (_request, text) => text.replace('"Resources":[]', '"Resources":null')],
  ['passwords come back', 'J14', ({ body }, text) => (body?.includes('S3cret!') ? `${text} S3cret!` : text)],
  ['a removal with values empties the group', 'J22b', () => undefined],
];
test.each(faults)('a server where %s fails at %s', async (_fault, id, change) => {
  const { send } = createHost();
  const faulty: SendReplayRequest = async (request) => {
    const isRemoval = id === 'J22b' && request.body?.includes('"op":"remove","path":"members","value"');
    const body = isRemoval ? request.body?.replace(/,"value":\[.*?\]/, '') : request.body;
    const answer = await send({ ...request, ...(body !== undefined && { body }) });
    return { ...answer, body: change(request, answer.body) ?? answer.body };
  };
  await expect(replayJumpcloudCases(faulty)).rejects.toThrow(new RegExp(`^${id} `));
});
