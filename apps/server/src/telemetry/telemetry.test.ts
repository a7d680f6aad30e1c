import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTestServer } from '../testing/start-test-server.js';
import { fileConnector, writeFileConnector } from '../testing/write-file-connector.js';
import { findTracesEndpoint } from './find-traces-endpoint.js';
import { formatTraceparent, parseTraceparent } from './traceparent.js';

interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** A collector of its own that speaks OTLP as JSON. */
async function startCollector() {
  const spans: CollectedSpan[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await request.toArray()).join(''));
    for (const { scopeSpans } of body.resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans };
}

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];

async function startWithApplication(environment: Readonly<Record<string, string>>) {
  const server = await startTestServer(
    {
      applications: {
        blog: { connector: fileConnector, config: { file: { env: 'ACCOUNTS' }, password: { env: 'PASSWORD' } } },
      },
    },
    {
      prepare(folder) {
        writeFileConnector(folder);
        Object.assign(environment, { ACCOUNTS: join(folder, 'accounts.json') });
      },
      environment: Object.assign(environment, { PASSWORD: 'right' }),
    },
  );
  const accounts = () => {
    const file = join(server.folder, 'accounts.json');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  return { server, accounts };
}

describe('with an endpoint', () => {
  it('one trace leads from the SCIM request to the call at the vendor', async () => {
    const collector = await startCollector();
    const { server, accounts } = await startWithApplication({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const created = await server.call('/Users', {
      method: 'POST',
      headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
      body: JSON.stringify({ schemas, userName: 'ada', displayName: 'Ada' }),
    });
    const { id } = (await created.json()) as { readonly id: string };
    await expect.poll(accounts, { timeout: 10_000 }).toContain('ada');
    await server.call(`/Users/${id}`);
    await server.stop();

    const ours = collector.spans.filter((span) => span.traceId === traceId);
    const byName = (name: string) => ours.filter((span) => span.name === name);
    expect(new Set(ours.map(({ name }) => name))).toEqual(
      new Set(['scim request', 'commit', 'expand', 'reconcile', 'call']),
    );
    const [request, commit, reconcile] = ['scim request', 'commit', 'reconcile'].map((name) => byName(name)[0]);
    expect(request?.parentSpanId).toBe('b7ad6b7169203331');
    expect(commit?.parentSpanId).toBe(request?.spanId);
    expect(reconcile?.parentSpanId).toBe(commit?.spanId);
    const create = byName('call').find(({ attributes }) => JSON.stringify(attributes).includes('"create"'));
    expect(create?.parentSpanId).toBe(reconcile?.spanId);
    // The read afterwards is another request, and another trace.
    expect(collector.spans.filter(({ name }) => name === 'scim request').length).toBe(2);
  });

  it('a collector that is gone holds up nothing', async () => {
    const { server, accounts } = await startWithApplication({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
    const body = JSON.stringify({ schemas, userName: 'ada' });
    expect((await server.call('/Users', { method: 'POST', body })).status).toBe(201);
    await expect.poll(accounts, { timeout: 10_000 }).toContain('ada');
    const started = Date.now();
    await server.stop();
    expect(Date.now() - started).toBeLessThan(8_000);
  });
});

describe('without one', () => {
  it('no mark and no link carries a trace', async () => {
    const { server, accounts } = await startWithApplication({});
    const created = await server.call('/Users', {
      method: 'POST',
      headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
      body: JSON.stringify({ schemas, userName: 'ada' }),
    });
    const { id } = (await created.json()) as { readonly id: string };
    await expect.poll(accounts, { timeout: 10_000 }).toContain('ada');
    expect((await server.host.parts.store.links.find('blog', id))?.origin?.trace).toBeUndefined();
  });
});

describe('the endpoint', () => {
  it.each([
    [{}, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, 'http://c:4318/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/base/' }, 'http://c:4318/base/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://t/x' }, 'https://t/x'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_SDK_DISABLED: 'true' }, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_TRACES_EXPORTER: 'none' }, undefined],
  ])('of %j is %s', (environment, expected) => {
    expect(findTracesEndpoint(environment)).toBe(expected);
  });

  it('that is no HTTP address is refused with what to write', () => {
    expect(() => findTracesEndpoint({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' })).toThrow(
      /^OTEL_EXPORTER_OTLP_ENDPOINT is no http:\/\/ .* Write one such as/,
    );
  });
});

describe('a traceparent', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const span = 'b7ad6b7169203331';
  it.each([
    [`00-${trace}-${span}-01`, 1],
    [`00-${trace}-${span}-00`, 0],
    [`01-${trace}-${span}-03-more`, 1],
    [`ff-${trace}-${span}-01`, undefined],
    [`00-${'0'.repeat(32)}-${span}-01`, undefined],
    [`00-${trace}-${'0'.repeat(16)}-01`, undefined],
    [`00-${trace.toUpperCase()}-${span}-01`, undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s has the flags %s', (text, flags) => {
    expect(parseTraceparent(text)?.traceFlags).toBe(flags);
  });

  it('is written as it was read', () => {
    const text = `00-${trace}-${span}-01`;
    const parsed = parseTraceparent(text);
    expect(parsed && formatTraceparent(parsed)).toBe(text);
  });
});
