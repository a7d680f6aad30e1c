import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryStore } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { startTestServer, type TestServer } from '../testing/start-test-server.js';
import { fileConnector, writeFileConnector } from '../testing/write-file-connector.js';
import { countChangesBack } from './count-changes-back.js';
import { createMetrics } from './create-metrics.js';
import { openMetricsToken } from './metrics-token.js';
import { rememberFor } from './remember-for.js';

/** Prometheus' text format: a value by its series, labels in order. */
function parse(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? expect.fail(line);
      return [`${name}{${labels.split(',').sort().join()}}`, Number(value)] as const;
    }),
  );
}

async function read({ url, host }: TestServer): Promise<ReadonlyMap<string, number>> {
  const token = readFileSync(join(host.configuration.dataFolder, 'metrics.token'), 'utf8').trim();
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/plain; version=0.0.4'),
  ]);
  return parse(await response.text());
}

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];

describe('GET /metrics', () => {
  it('counts what was asked, what was done and what is left', async () => {
    const environment: Record<string, string> = { PASSWORD: 'right' };
    const config = { file: { env: 'ACCOUNTS' }, password: { env: 'PASSWORD' } };
    const server = await startTestServer(
      { applications: { blog: { connector: fileConnector, config } } },
      {
        environment,
        prepare(folder) {
          writeFileConnector(folder);
          environment.ACCOUNTS = join(folder, 'accounts.json');
        },
      },
    );
    const created = await server.call('/Users', { method: 'POST', body: JSON.stringify({ schemas, userName: 'ada' }) });
    const { id } = (await created.json()) as { readonly id: string };
    const { store } = server.host.parts;
    await expect.poll(async () => (await store.links.find('blog', id))?.accountId, { timeout: 10_000 }).toBe('1');
    await server.call(`/Users/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ schemas, userName: 'ada', active: false }),
    });
    await expect.poll(async () => (await store.links.find('blog', id))?.closedAt, { timeout: 10_000 }).toBeDefined();
    await server.call('/Nothing');
    await fetch(`${server.url}/scim/stranger/v2/Users`);

    const metrics = await read(server);
    expect(Object.fromEntries(metrics)).toMatchObject({
      'linkspan_scim_requests_total{client="idp",method="POST",resource="Users",status="2xx"}': 1,
      'linkspan_scim_requests_total{client="idp",method="PUT",resource="Users",status="2xx"}': 1,
      'linkspan_scim_requests_total{client="idp",method="GET",resource="other",status="4xx"}': 1,
      'linkspan_scim_requests_total{client="other",method="GET",resource="Users",status="4xx"}': 1,
      'linkspan_scim_request_duration_seconds_count{client="idp",method="POST",resource="Users"}': 1,
      'linkspan_application_calls_total{application="blog",operation="create",outcome="ok"}': 1,
      'linkspan_application_calls_total{application="blog",operation="deactivate",outcome="ok"}': 1,
      'linkspan_application_call_duration_seconds_count{application="blog",operation="create"}': 1,
      'linkspan_reconciles_total{action="create",application="blog",way="automatic"}': 1,
      'linkspan_reconciles_total{action="deactivate",application="blog",way="automatic"}': 1,
      'linkspan_leaver_closed_seconds_count{application="blog"}': 1,
      'linkspan_links{application="blog",state="linked"}': 1,
      'linkspan_database_up{}': 1,
      'linkspan_marks{}': 0,
    });
    expect(metrics.get('linkspan_journal_lines{}')).toBeGreaterThanOrEqual(4);
    expect(metrics.has('process_cpu_seconds_total{}')).toBe(true);
  });

  it.each([
    ['without a token', undefined],
    ['with another', 'Bearer 0123456789abcdef0123456789abcdef'],
    ['with a client’s', 'Bearer a-token-of-the-tests-0123456789'],
  ])('%s answers 401, though the caller is local', async (_name, authorization) => {
    const { url } = await startTestServer();
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(`${url}/metrics`, { headers });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.text()).not.toContain('linkspan_');
  });
});

describe('metrics', () => {
  it('are documented, each by its name', async () => {
    const page = readFileSync(new URL('../../../../docs/operators/observing.md', import.meta.url), 'utf8');
    const [, table = ''] = /<!-- metrics -->([\s\S]*?)<!-- end -->/.exec(page) ?? [];
    const documented = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const metrics = createMetrics({
      readFigures: () => Promise.reject(new Error('gone')),
      isClient: () => true,
      isApplication: () => true,
    });
    const served = [...(await metrics.text()).matchAll(/^# TYPE (linkspan_\w+) /gm)].map(([, name]) => name);
    expect(documented.sort()).toEqual(served.sort());
  });

  it('tell that the database does not answer, and go on counting', async () => {
    const metrics = createMetrics({
      readFigures: () => Promise.reject(new Error('gone')),
      isClient: () => true,
      isApplication: () => true,
    });
    const work = () => Promise.resolve(200);
    await metrics.observeRequest({ client: 'idp', method: 'GET', path: '/Users', requestId: '1' }, work);
    const read = parse(await metrics.text());
    expect(read.get('linkspan_database_up{}')).toBe(0);
    expect(read.get('linkspan_scim_requests_total{client="idp",method="GET",resource="Users",status="2xx"}')).toBe(1);
    await metrics.text();
  });

  it('count webhooks and what came back, and name no application that is not configured', async () => {
    const metrics = createMetrics({
      readFigures: () => Promise.reject(new Error('gone')),
      isClient: () => true,
      isApplication: (name) => name === 'blog',
    });
    metrics.noteWebhook('blog', 'stored');
    metrics.noteWebhook('blog', 'refused');
    metrics.noteWebhook('stranger', 'unknown');
    const { resources } = countChangesBack(createMemoryStore(), metrics.noteChangeBack);
    const commit = async (actor: string, id: string) => {
      const journal = { actor, action: 'create', directory: 'main', resourceType: 'User', resourceId: id };
      const scope = { directory: 'main', client: 'idp' };
      return resources.commit({
        scope,
        type: 'User',
        id,
        expectVersion: 0,
        resource: { userName: id },
        marks: [],
        journal,
      });
    };
    await commit('application:blog', 'u-1');
    await commit('application:blog', 'u-1');
    await commit('client:idp', 'u-2');
    expect(Object.fromEntries(parse(await metrics.text()))).toMatchObject({
      'linkspan_webhooks_total{application="blog",outcome="stored"}': 1,
      'linkspan_webhooks_total{application="blog",outcome="refused"}': 1,
      'linkspan_webhooks_total{application="other",outcome="unknown"}': 1,
      'linkspan_changes_back_total{application="blog"}': 1,
    });
  });

  it('show ages and lag as of now, and nothing of what is gone', async () => {
    const none = {
      states: [],
      due: [],
      stale: [],
      holds: [],
      leavers: [],
      conflicts: [],
      newcomers: [],
      twoWay: [],
      runs: [],
      marks: 0,
      journal: 40,
    };
    let figures = {
      ...none,
      due: [{ application: 'blog', links: 3, oldest: 1_000 }],
      holds: [{ application: 'blog', guard: 'delete', links: 7 }],
      leavers: [{ application: 'blog', links: 2, oldest: 500 }],
      runs: [{ application: 'blog', kind: 'schedule', state: 'done', runs: 4 }],
      conflicts: [{ application: 'blog', links: 5 }],
      newcomers: [{ application: 'blog', type: 'User', accounts: 6 }],
      twoWay: [
        { application: 'blog', type: 'User', pulledAt: 1_000, failures: 0 },
        { application: 'blog', type: 'Group', failures: 3 },
      ],
    };
    const metrics = createMetrics({
      readFigures: async () => figures,
      isClient: () => true,
      isApplication: () => true,
      now: () => 11_000,
    });
    metrics.noteFollower('notify', 38);
    expect(Object.fromEntries(parse(await metrics.text()))).toMatchObject({
      'linkspan_links_due{application="blog"}': 3,
      'linkspan_queue_age_seconds{application="blog"}': 10,
      'linkspan_holds{application="blog",guard="delete"}': 7,
      'linkspan_leavers_open{application="blog"}': 2,
      'linkspan_leaver_oldest_seconds{application="blog"}': 10.5,
      'linkspan_runs{application="blog",kind="schedule",state="done"}': 4,
      'linkspan_conflicts{application="blog"}': 5,
      'linkspan_newcomers{application="blog",type="User"}': 6,
      'linkspan_pull_age_seconds{application="blog",type="User"}': 10,
      'linkspan_pull_failures{application="blog",type="User"}': 0,
      'linkspan_pull_failures{application="blog",type="Group"}': 3,
      'linkspan_journal_lag{follower="notify"}': 2,
    });
    figures = { ...figures, holds: [] };
    expect([...parse(await metrics.text()).keys()].join()).not.toContain('linkspan_holds');
  });
});

describe('the token', () => {
  const warnings: unknown[] = [];
  const log = { warn: (...given: unknown[]) => void warnings.push(given) };

  it('is made once, for this user alone', () => {
    const folder = newFolder();
    openMetricsToken(folder, {}, log);
    const file = join(folder, 'metrics.token');
    const text = readFileSync(file, 'utf8').trim();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openMetricsToken(folder, {}, log).accepts(`Bearer ${text}`)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it.each([
    [
      'of the environment is too short',
      { LINKSPAN_METRICS_TOKEN: 'short' },
      'short',
      /LINKSPAN_METRICS_TOKEN is short/,
    ],
    ['of the file is too short', {}, 'short', /metrics\.token is shorter than 16 characters\. Make one with/],
    ['of the file is empty', {}, '', /metrics\.token is shorter/],
  ])('that %s lets nobody in, and says so', (_name, environment, content, expected) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'metrics.token'), content);
    warnings.length = 0;
    const token = openMetricsToken(folder, environment, log);
    expect(['Bearer short', 'Bearer ', '', undefined].map((given) => token.accepts(given))).not.toContain(true);
    expect(String(Object.values((warnings as { err: unknown }[][])[0]?.[0] ?? {})[0])).toMatch(expected);
  });

  it('that cannot be made lets nobody in', () => {
    warnings.length = 0;
    expect(openMetricsToken('/nowhere/at/all', {}, log).accepts('Bearer ')).toBe(false);
    expect(warnings).toHaveLength(1);
  });

  it('of the environment comes first', () => {
    const folder = newFolder();
    const token = openMetricsToken(folder, { LINKSPAN_METRICS_TOKEN: 'given-from-outside' }, log);
    expect(token.accepts('Bearer given-from-outside')).toBe(true);
    expect(() => statSync(join(folder, 'metrics.token'))).toThrow();
  });
});

it('one answer serves whoever asks meanwhile, and a failure is asked again', async () => {
  let asked = 0;
  const ask = rememberFor(60_000, async () => {
    asked += 1;
    if (asked === 1) throw new Error('gone');
    return asked;
  });
  await expect(ask()).rejects.toThrow('gone');
  expect(await Promise.all([ask(), ask()])).toEqual([2, 2]);
  expect(await ask()).toBe(2);
});
