import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { purgeDoctorVisits } from '../doctor/visit-store.js';
import { listRequests } from '../requests/list-requests.js';
import { sql } from '../store/index.js';
import { answerHtml } from '../testing/answer-html.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { type Fault, startFaultyProxy } from '../testing/start-faulty-proxy.js';
import { startTestServer, testToken } from '../testing/start-test-server.js';
import { doctor } from './doctor.js';

const environment = { PORT: '0', IDP_TOKEN: testToken };

async function serve(connector: string | undefined, server: Readonly<Record<string, unknown>> = {}) {
  const client = {
    tokens: [{ env: 'IDP_TOKEN' }],
    ...(connector !== undefined && { connector: `@linkspan/connector-${connector}` }),
  };
  const running = await startTestServer({ server, clients: { idp: client } });
  const terminal = { ...createTestTerminal(), folder: running.folder, environment };
  return { ...running, terminal };
}

const states = sql`select (select count(*) from resources) as resources, (select count(*) from journal) as journal,
  (select count(*) from marks) as marks, (select count(*) from tokens) as tokens, (select count(*) from settings where key like 'doctor:%') as visits`;

it('plays both kinds of Okta application, and leaves nothing behind: no person, no history, no request, no figure, no visit', async () => {
  const { terminal, host } = await serve('okta');
  const [before] = await host.database.read.all(states);
  expect(await doctor(terminal, 'idp', {})).toBe(0);
  const text = terminal.lines.join('\n');
  expect(text).toContain('Okta: An application made with the App Integration Wizard (PUT)');
  expect(text).toContain('Okta: An application from the catalog (PATCH)');
  expect(text).toContain('at Okta: Push Groups: the group is active.');
  expect(text).toContain(
    '✓ Applications would find: the leaver is inactive, and still there for applications to close',
  );
  expect(text).toContain('cannot be seen from here');
  expect(await host.database.read.all(states)).toEqual([before]);
  expect(await listRequests(host.database, { client: 'idp', limit: 10 })).toEqual([]);
  expect(await host.parts.metrics.text()).not.toContain('linkspan_scim_requests_total{');
});

it.each(['entra', 'onelogin', 'jumpcloud', 'google'])(
  '%s, which wants HTTPS or cannot call, is told so before anything is asked',
  async (connector) => {
    const { terminal } = await serve(connector);
    expect(await doctor(terminal, 'idp', { json: true })).toBe(1);
    const report = JSON.parse(terminal.lines.join('\n'));
    expect(report).toMatchObject({ passed: false, transcripts: [], notSeen: expect.stringContaining('internet') });
    expect(report.checks[0]).toMatchObject({ id: 'address', status: 'failed' });
  },
);

it('a client without a connector is played by the standard', async () => {
  const { terminal } = await serve(undefined);
  expect(await doctor(terminal, 'idp', { json: true })).toBe(0);
  const { transcripts, passed } = JSON.parse(terminal.lines.join('\n'));
  expect([passed, transcripts.map(({ id }: { id: string }) => id)]).toEqual([true, ['plain']]);
});

const faults: [fault: string, check: string, detail: RegExp, hint: RegExp, fault_: Fault][] = [
  [
    'eats PATCH',
    'patch',
    /\(proxy\) answered 405/,
    /lets no PATCH through/,
    ({ method }, response) => method === 'PATCH' && answerHtml(response, 405),
  ],
  [
    'does not like %5B',
    'filter',
    /answered 400/,
    /%5B/,
    ({ url }, response) => url?.includes('%5B') && answerHtml(response, 400),
  ],
  [
    'takes small bodies only',
    'large',
    /answered 413/,
    /client_max_body_size/,
    ({ headers }, response) => Number(headers['content-length'] ?? 0) > 1024 * 1024 && answerHtml(response, 413),
  ],
  [
    'redirects to HTTPS',
    'reached',
    /answered 301: go to https:/,
    /https:\/\/ address in server.publicUrl/,
    (asked, response) => {
      response.writeHead(301, { location: `https://${asked.headers.host}${asked.url}` }).end();
      return true;
    },
  ],
  [
    'takes the token away',
    'reached',
    /Linkspan answered 401/,
    /Authorization header away/,
    (asked) => {
      delete asked.headers.authorization;
      return false;
    },
  ],
  [
    'changes the path',
    'reached',
    /Linkspan answered 404/,
    /path arrives changed/,
    (asked) => {
      asked.url = asked.url?.replace('/scim/', '/api/scim/') ?? '';
      return false;
    },
  ],
  [
    'is another site',
    'reached',
    /no answer of Linkspan/,
    /Another site/,
    (_asked, response) => answerHtml(response, 200),
  ],
  [
    'wants a log-in of its own',
    'reached',
    /answered 401/,
    /credentials of its own/,
    (_asked, response) => answerHtml(response, 401),
  ],
];
it.each(faults)('a proxy that %s is found, with what to do', async (_fault, id, detail, hint, fault) => {
  const proxy = await startFaultyProxy(fault);
  const { terminal, url } = await serve(undefined, { publicUrl: proxy.url });
  proxy.passTo(url);
  expect(await doctor(terminal, 'idp', { json: true })).toBe(1);
  const { checks } = JSON.parse(terminal.lines.join('\n'));
  const failed = checks.filter(({ status }: { status: string }) => status === 'failed');
  expect(failed).toEqual([
    expect.objectContaining({ id, detail: expect.stringMatching(detail), hint: expect.stringMatching(hint) }),
  ]);
});

it('a proxy with several faults is told all of them at once, and what a person would see of each at the vendor', async () => {
  const proxy = await startFaultyProxy(
    ({ method, url }, response) => (method === 'PATCH' || url?.includes('%5B')) && answerHtml(response, 405),
  );
  const { terminal, url } = await serve('okta', { publicUrl: proxy.url });
  proxy.passTo(url);
  expect(await doctor(terminal, 'idp', { json: true })).toBe(1);
  const { checks, transcripts } = JSON.parse(terminal.lines.join('\n'));
  const failed = (results: readonly { readonly id: string; readonly status: string }[]) =>
    results.filter(({ status }) => status === 'failed').map(({ id }) => id);
  expect(failed(checks)).toEqual(['patch', 'filter']);
  const [wizard, catalog] = transcripts;
  expect(failed(wizard.results)).toEqual([]);
  expect(failed(catalog.results)).toContain('deactivate');
  expect(catalog.results.find(({ id }: { id: string }) => id === 'deactivate')).toMatchObject({
    shown: expect.stringContaining('not deprovisioned'),
    call: { method: 'PATCH' },
    answer: { status: 405 },
  });
});

it('a proxy that merges slashes is remarked on: only who enters one too many suffers', async () => {
  const proxy = await startFaultyProxy(({ url }, response) => url?.includes('//') && answerHtml(response, 404));
  const { terminal, url } = await serve(undefined, { publicUrl: proxy.url });
  proxy.passTo(url);
  expect(await doctor(terminal, 'idp', { json: true })).toBe(0);
  const { checks } = JSON.parse(terminal.lines.join('\n'));
  expect(checks).toContainEqual(
    expect.objectContaining({ id: 'slashes', status: 'warning', hint: expect.stringContaining('without a slash') }),
  );
});

it('a path of server.publicUrl that the proxy leaves out is where locations begin', async () => {
  const proxy = await startFaultyProxy((asked) => {
    asked.url = asked.url?.replace(/^\/hub/, '') ?? '';
    return false;
  });
  const { terminal, url } = await serve(undefined, { publicUrl: `${proxy.url}/hub` });
  proxy.passTo(url);
  expect(await doctor(terminal, 'idp', { json: true })).toBe(0);
});

it.each([
  ['nobody listens', 'http://127.0.0.1:1', /Nobody listens/],
  ['the proxy reaches no server', undefined, /\(proxy\) answered 502/],
])('where %s nothing is played', async (_what, publicUrl, detail) => {
  const proxy = await startFaultyProxy();
  const { terminal } = await serve(undefined, { publicUrl: publicUrl ?? proxy.url });
  expect(await doctor(terminal, 'idp', { json: true })).toBe(1);
  const { checks, transcripts } = JSON.parse(terminal.lines.join('\n'));
  expect(checks.find(({ id }: { id: string }) => id === 'reached').detail).toMatch(detail);
  expect(transcripts).toEqual([]);
});

it('a host that the DNS does not know is told of', async () => {
  const { terminal } = await serve(undefined, { publicUrl: 'https://no-such-host.invalid' });
  expect(await doctor(terminal, 'idp', { json: true })).toBe(1);
  const { checks } = JSON.parse(terminal.lines.join('\n'));
  expect(checks.find(({ id }: { id: string }) => id === 'name')).toMatchObject({
    status: 'failed',
    detail: expect.stringMatching(/DNS/),
  });
});

it('a certificate that nobody trusts is told of, and nothing is played', async () => {
  const fixture = (part: string) =>
    fileURLToPath(new URL(`../http/__fixtures__/localhost.${part}.pem`, import.meta.url));
  const { terminal } = await serve('entra', { tls: { certificate: fixture('certificate'), key: fixture('key') } });
  expect(await doctor(terminal, 'idp', { json: true })).toBe(1);
  const { checks, transcripts } = JSON.parse(terminal.lines.join('\n'));
  expect(checks.find(({ id }: { id: string }) => id === 'certificate')).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('signed by itself'),
  });
  expect(transcripts).toEqual([]);
});

it('a throw-away client is nobody once it has ended, and a killed doctor leaves a row that housekeeping removes', async () => {
  const { host, url } = await serve('okta');
  const key = 'doctor:doctor-0123456789abcdef';
  const visit = { name: 'doctor-0123456789abcdef', client: 'idp', hash: '0'.repeat(64), until: Date.now() - 1 };
  await host.database.write((session) =>
    session.all(sql`insert into settings (key, value) values (${key}, ${JSON.stringify(visit)})`),
  );
  const answer = await fetch(`${url}/scim/${visit.name}/v2/Users`, {
    headers: { authorization: `Bearer ${testToken}` },
  });
  expect(answer.status).toBe(401);
  expect(await purgeDoctorVisits(host.database, Date.now())).toBe(1);
  expect(await host.database.read.all(sql`select key from settings where key like 'doctor:%'`)).toEqual([]);
});
