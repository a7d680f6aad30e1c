import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { own } from './cli/own.js';
import { requests } from './cli/requests.js';
import { status } from './cli/status.js';
import { createTestTerminal } from './testing/create-test-terminal.js';
import { startTestServer, testToken } from './testing/start-test-server.js';

const person = (userName: string) => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName });
const otherToken = 'another-token-of-the-tests-0123456789';

async function start() {
  const clients = { idp: { tokens: [{ env: 'IDP_TOKEN' }] }, hr: { tokens: [{ env: 'HR_TOKEN' }] } };
  const environment = { HR_TOKEN: otherToken, IDP_TOKEN: testToken };
  const server = await startTestServer({ clients }, { environment });
  const ask = async (client: 'idp' | 'hr', method: string, path: string, body?: object) => {
    const response = await fetch(`${server.url}/scim/${client}/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${client === 'hr' ? otherToken : testToken}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: JSON.parse(text || '{}') };
  };
  const terminal = () => ({ ...createTestTerminal(), folder: server.folder, environment });
  return { server, ask, terminal };
}

describe('two clients in one directory', () => {
  it('write what they own, and what an operator hands over to them while the server runs', async () => {
    const { server, ask, terminal } = await start();
    const { json: ann } = await ask('idp', 'POST', '/Users', person('ann'));
    expect((await ask('hr', 'GET', `/Users/${ann.id}`)).status).toBe(200);
    const refused = await ask('hr', 'PUT', `/Users/${ann.id}`, { ...person('ann'), title: 'Boss' });
    expect(refused).toMatchObject({ status: 403, json: { status: '403' } });
    expect(refused.json.detail).toContain('belongs to the client "idp"');
    const { store } = server.host.parts;
    const handing = terminal();
    const directories = new Map([['hr', 'main']]);
    expect(await own(handing, { store, clients: directories }, ['ann', 'hr'], {})).toBe(0);
    expect((await ask('hr', 'PUT', `/Users/${ann.id}`, { ...person('ann'), title: 'Boss' })).status).toBe(200);
    expect((await ask('idp', 'DELETE', `/Users/${ann.id}`)).status).toBe(403);

    await server.host.parts.requestLog.close();
    const shown = terminal();
    expect(await requests(shown, 'hr', { limit: 10, json: true })).toBe(0);
    const decisions = JSON.parse(shown.lines.join('\n')).map(({ decision }: { decision: string }) => decision);
    expect(decisions).toEqual(['read', 'refused: ownership', 'replaced']);
  });

  it('leave what they own to an operator when they leave the configuration', async () => {
    const { server, ask, terminal } = await start();
    await ask('idp', 'POST', '/Users', person('ann'));
    const shown = terminal();
    await status(shown, undefined, { json: true });
    expect(JSON.parse(shown.lines.join('\n'))).not.toHaveProperty('strangeOwners');
    const gone = {
      ...terminal(),
      environment: { ...terminal().environment, LINKSPAN_CONFIG: join(server.folder, 'without.yaml') },
    };
    writeFileSync(join(server.folder, 'without.yaml'), 'clients: { hr: {} }\n');
    await status(gone, undefined, {});
    expect(gone.lines[0]).toBe(
      'idp owns 1 user in the directory "main", and does not write there by the configuration: no client can change them.',
    );
  });
});
