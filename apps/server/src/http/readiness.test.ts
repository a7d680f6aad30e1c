import { once } from 'node:events';
import express from 'express';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answerReadiness } from './answer-readiness.js';
import type { WriteProbe } from './create-write-probe.js';
import { createReadiness } from './readiness.js';

const answering = async () => [];
const writable = { findFailure: async () => undefined };

async function ask(ping: () => Promise<unknown>, phase?: 'ready' | 'stopping', writes: WriteProbe = writable) {
  const readiness = createReadiness({ ping, writes });
  if (phase) readiness.enter(phase);
  const server = express().get('/readyz', answerReadiness(readiness)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  return { status: response.status, body: await response.json() };
}

describe('/readyz', () => {
  it('answers 200 while the server can serve', async () => {
    expect(await ask(answering, 'ready')).toEqual({ status: 200, body: { status: 'ready' } });
  });

  it.each([
    ['at the start', answering, undefined, 'The server is starting.'],
    ['at the end', answering, 'stopping' as const, 'The server is stopping.'],
    ['without a database', () => Promise.reject(new Error('gone')), 'ready' as const, 'The database does not answer.'],
  ])('answers 503 with the reason %s', async (_case, ping, phase, reason) => {
    expect(await ask(ping, phase)).toEqual({ status: 503, body: { status: 'not ready', reasons: [reason] } });
  });

  it('answers 503 while the database takes no writes', async () => {
    const reason = 'The database takes no writes (SQLITE_FULL).';
    expect(await ask(answering, 'ready', { findFailure: async () => reason })).toEqual({
      status: 503,
      body: { status: 'not ready', reasons: [reason] },
    });
  });

  it('does not wait for a database that says nothing', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const readiness = createReadiness({ ping: () => new Promise(() => undefined), writes: writable });
    readiness.enter('ready');
    const reasons = readiness.reasons();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await reasons).toEqual(['The database does not answer.']);
  });
});
