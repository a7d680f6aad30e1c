import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { Writable } from 'node:stream';
import { replayJumpcloudCases, type SendReplayRequest } from '@linkspan/connector-jumpcloud/testing';
import { expect, it } from 'vitest';
import { listRequests } from './requests/list-requests.js';
import { startTestServer, testToken } from './testing/start-test-server.js';

it('every case of JumpCloud is answered as it needs, over HTTP, and no password is in any log', async () => {
  let log = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log += chunk;
      done();
    },
  });
  const jumpcloud = { connector: '@linkspan/connector-jumpcloud', tokens: [{ env: 'IDP_TOKEN' }] };
  const { url, host } = await startTestServer({ clients: { jumpcloud } }, { log: stream });
  const send: SendReplayRequest = async ({ method, path, headers, body }) => {
    const sent = httpRequest(`${url}/scim/jumpcloud/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${testToken}`, ...headers },
    }).end(body);
    const [response] = await once(sent, 'response');
    return { status: response.statusCode, headers: response.headers, body: (await response.toArray()).join('') };
  };
  const readLog = async () => {
    const logged = await listRequests(host.database, { client: 'jumpcloud', limit: 1000 });
    return log + JSON.stringify([logged, await host.parts.store.journal.list({ limit: 1000 })]);
  };
  const played: string[] = [];
  const result = await replayJumpcloudCases(send, { readLog, onCase: ({ id }) => played.push(id) });
  expect(result.skipped).toEqual([]);
  expect(played).toHaveLength(result.passed);
  expect(result.passed).toBeGreaterThan(30);
  expect(log).toContain('"msg":"scim request"');
  expect(log).not.toContain(testToken);
});
