import { runChecks, type SeenRequest } from '@linkspan/core';
import { expect, test } from 'vitest';
import { inboundChecks } from './inbound-checks.js';
import { transcripts } from './transcripts.js';

const at = '2026-11-25T12:00:00.000Z';

async function judge(accepted: readonly SeenRequest[]) {
  const seen = { requests: async () => ({ accepted }), quarantined: async () => [] };
  const results = await runChecks(inboundChecks(seen), { signal: new AbortController().signal });
  return results.map(({ id, status }) => `${id} ${status}`);
}

test('each step of the life cycle is known by its requests', async () => {
  const requests = transcripts.flatMap(({ steps }) => steps.map(({ request }) => request));
  const accepted = requests.map(({ method, path }) => ({
    method,
    path: path.replace(/\{\{\w+\}\}/, '1'),
    status: 200,
    at,
  }));
  expect(await judge(accepted)).toEqual([
    'reached passed',
    'token passed',
    'look-up passed',
    'create-user passed',
    'update-user passed',
    'create-group passed',
    'update-group passed',
  ]);
});

test('that nothing has come is a failure, with what to do', async () => {
  expect((await judge([]))[0]).toBe('reached failed');
});
