import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Orchestrator, WebhookRequest } from '@linkspan/core';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpApp } from './create-http-app.js';
import { createHookEndpoint, type HookOutcome } from './hook-endpoint.js';
import { createReadiness } from './readiness.js';

const log = pino({ level: 'silent' });

interface Hooks {
  readonly url: string;
  readonly received: WebhookRequest[];
  readonly noted: (readonly [string, HookOutcome])[];
  readonly strays: string[];
  /** Milliseconds. */
  clock: { now: number };
  post(path: string, body?: string | Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** A server with the application `blog`. */
async function startHooks(receive: Orchestrator['receiveWebhook'] = async () => 'stored'): Promise<Hooks> {
  const received: WebhookRequest[] = [];
  const noted: (readonly [string, HookOutcome])[] = [];
  const strays: string[] = [];
  const clock = { now: 0 };
  const isApplication = (name: string) => name === 'blog';
  const app = createHttpApp({
    scimEndpoint: async () => expect.fail('nobody asked for SCIM'),
    doctorEndpoint: async () => expect.fail('nobody asked for SCIM'),
    hookEndpoint: createHookEndpoint({
      receiveWebhook(application, request) {
        received.push(request);
        return receive(application, request);
      },
      isApplication,
      note: (...outcome) => noted.push(outcome),
      log,
      now: () => clock.now,
    }),
    tokenEndpoint: async () => false,
    pollEndpoint: async () => expect.fail('nobody polled'),
    answerJwks: (_request, response) => void response.end(),
    readiness: createReadiness({ ping: async () => undefined, writes: { findFailure: async () => undefined } }),
    answerMetrics: (_request, response) => void response.end(),
    strayLog: { note: ({ url }) => strays.push(url) },
    isClient: () => false,
    log,
    trustProxy: 'loopback',
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    noted,
    strays,
    clock,
    post: (path, body = '{}', headers = {}) => fetch(url + path, { method: 'POST', body: Buffer.from(body), headers }),
  };
}

describe('a webhook', () => {
  it('reaches its application byte by byte, with its headers by lower-case name', async () => {
    const { post, received, noted, strays } = await startHooks();
    const body = Uint8Array.from([0x7b, 0xff, 0x00, 0x7d]);
    const response = await post('/hooks/blog', body, { 'Linkspan-Delivery': 'd-1' });
    expect(response.status).toBe(202);
    expect(Uint8Array.from(received[0]?.body ?? [])).toEqual(body);
    expect(received[0]?.headers).toMatchObject({ 'linkspan-delivery': 'd-1' });
    expect(noted).toEqual([['blog', 'stored']]);
    expect(strays).toEqual([]);
  });

  it.each<[Awaited<ReturnType<Orchestrator['receiveWebhook']>>, number]>([
    ['stored', 202],
    ['repeated', 202],
    ['refused', 401],
    ['unsupported', 404],
    ['unknown', 404],
  ])('that is %s is answered with %i', async (outcome, status) => {
    const { post, noted } = await startHooks(async () => outcome);
    expect((await post('/hooks/blog')).status).toBe(status);
    expect(noted).toEqual([['blog', outcome]]);
  });

  it('is answered only when it is durable', async () => {
    let store = () => {};
    const stored = new Promise<void>((resolve) => {
      store = resolve;
    });
    const { post } = await startHooks(async () => {
      await stored;
      return 'stored';
    });
    const answered = post('/hooks/blog').then(({ status }) => status);
    const first = await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, 100, 'waits'))]);
    expect(first).toBe('waits');
    store();
    expect(await answered).toBe(202);
  });

  it('that could not be stored is asked for again', async () => {
    const { post, noted } = await startHooks(async () => {
      throw new Error('the database is gone: secret');
    });
    const response = await post('/hooks/blog');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.text()).not.toContain('secret');
    expect(noted).toEqual([['blog', 'failed']]);
  });

  it('of 256 KiB is taken, a larger one is not even read', async () => {
    const { post, received, noted } = await startHooks();
    const whole = 'x'.repeat(256 * 1024);
    expect((await post('/hooks/blog', whole)).status).toBe(202);
    expect((await post('/hooks/blog', `${whole}x`)).status).toBe(413);
    expect(received).toHaveLength(1);
    expect(noted.at(-1)).toEqual(['blog', 'invalid']);
  });

  it('tells nobody which applications there are', async () => {
    const outcomes = { blog: 'unsupported', nobody: 'unknown' } as const;
    const { post } = await startHooks(async (application) =>
      application === 'blog' ? outcomes.blog : outcomes.nobody,
    );
    const answers = await Promise.all(
      ['/hooks/blog', '/hooks/nobody', '/hooks/__proto__', '/nothing'].map(async (path) => {
        const response = await post(path);
        const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
        return { status: response.status, headers, text: await response.text() };
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('is posted: %s is not possible, whoever is named', async (method) => {
    const { url, received } = await startHooks();
    for (const name of ['blog', 'nobody']) {
      const response = await fetch(`${url}/hooks/${name}`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect(received).toEqual([]);
  });

  it('may come with doubled slashes and a query, and nowhere below', async () => {
    const { post, received } = await startHooks();
    for (const path of ['//hooks//blog', '/hooks/blog/', '/hooks/blog?x=1'])
      expect([path, (await post(path)).status]).toEqual([path, 202]);
    for (const path of ['/hooks/blog/Users', '/hooks/', '/hooks', '/xhooks/blog'])
      expect([path, (await post(path)).status]).toEqual([path, 404]);
    expect(received).toHaveLength(3);
  });
});

describe('a flood of webhooks', () => {
  const from = (address: string) => ({ 'X-Forwarded-For': address });

  it('from one address is held back, and others are not', async () => {
    const { post, noted, received, clock } = await startHooks();
    for (let count = 0; count < 120; count += 1) await post('/hooks/blog', '{}', from('192.0.2.1'));
    const response = await post('/hooks/blog', '{}', from('192.0.2.1'));
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
    expect(received).toHaveLength(120);
    expect(noted.at(-1)).toEqual(['blog', 'flood']);
    expect((await post('/hooks/blog', '{}', from('192.0.2.2'))).status).toBe(202);
    clock.now += 100;
    expect((await post('/hooks/blog', '{}', from('192.0.2.1'))).status).toBe(202);
  });

  it('to one application from many addresses is held back, and strangers don’t use up its share', async () => {
    const { post, received } = await startHooks();
    const send = (application: string, place: number) =>
      post(`/hooks/${application}`, '{}', from(`198.51.${place >> 8}.${place & 255}`));
    for (let place = 0; place < 601; place += 1) await send(`stranger-${place}`, place);
    expect((await send('stranger', 700)).status).toBe(429);
    for (let place = 0; place < 600; place += 1) expect((await send('blog', place)).status).toBe(202);
    expect((await send('blog', 800)).status).toBe(429);
    // Its own are told to come later only when they are known to be its own.
    expect(received.length).toBe(1201);
  });
});
