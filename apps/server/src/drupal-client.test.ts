import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { type ReplayedRequest, replayMiniOrangeCases } from '@linkspan/connector-drupal/replay';
import { expect, it } from 'vitest';
import { guide } from './cli/guide.js';
import { createTestTerminal } from './testing/create-test-terminal.js';
import { startTestServer, testToken } from './testing/start-test-server.js';

const intranet = { connector: '@linkspan/connector-drupal', tokens: [{ env: 'IDP_TOKEN' }] };

it('what miniOrange’s module for Drupal sends is answered as it needs, over HTTP', async () => {
  const { url } = await startTestServer({ clients: { intranet } });
  const send = async ({ method, path, headers, body }: ReplayedRequest) => {
    const sent = httpRequest(`${url}/scim/intranet/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${testToken}`, ...headers },
    }).end(body);
    const [response] = await once(sent, 'response');
    return { status: response.statusCode, body: (await response.toArray()).join('') };
  };
  expect(await replayMiniOrangeCases(send)).toContain('C3c');
});

it('the guide of a client is about pushing, also where the connector is of an application', async () => {
  const { folder, url } = await startTestServer({ clients: { intranet } });
  const terminal = { ...createTestTerminal(), folder, environment: { PORT: '0', IDP_TOKEN: testToken } };
  expect(await guide(terminal, 'intranet', { json: true })).toBe(0);
  const { steps, sent } = JSON.parse(terminal.lines.join('\n'));
  expect(steps[0].title).toBe('Know what it can do');
  expect(JSON.stringify(steps)).toContain(`${url}/scim/intranet/v2\\n`);
  expect(JSON.stringify(steps)).not.toContain('service account');
  expect(sent.users).toContainEqual({ field: 'display_name', attributes: ['userName', 'displayName'] });
});
