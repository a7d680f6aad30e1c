import { expect, test } from 'vitest';
import type { SeenRequest, SeenRequests } from './connector.js';
import { lifeCycleSteps } from './life-cycle-steps.js';
import { runChecks } from './run-checks.js';
import { seenChecks } from './seen-checks.js';

const words = { title: 'Acme', enter: 'Enter it.', press: 'Press Test', tokenField: 'Secret' };
const steps = lifeCycleSteps({ test: 'Test.', people: 'Assign.', groups: 'Push.' });
const request = (method: string, path: string, status: number, hour = 11): SeenRequest => ({
  method,
  path,
  status,
  at: `2026-11-25T${hour}:00:00.000Z`,
});

async function judge(requests: SeenRequests) {
  let read = 0;
  const seen = {
    requests: async () => {
      read += 1;
      return requests;
    },
    quarantined: async () => [],
  };
  const results = await runChecks(seenChecks(seen, words, steps), { signal: new AbortController().signal });
  expect(read).toBe(1);
  return new Map(results.map(({ id, status, hint }) => [id, [status, hint]]));
}

const listed = request('GET', '/Users', 200);
const rows: [what: string, requests: SeenRequests, id: string, status: string, hint: RegExp | undefined][] = [
  ['nothing has come', { accepted: [] }, 'reached', 'failed', /^Enter it\. If nothing arrives/],
  [
    'only a stranger has',
    { accepted: [], refused: request('GET', '/Users', 401) },
    'reached',
    'warning',
    /Press Test to see/,
  ],
  ['something has', { accepted: [listed] }, 'reached', 'passed', undefined],
  [
    'its token was refused last',
    { accepted: [listed], refused: request('GET', '/Users', 401, 12) },
    'token',
    'failed',
    /into "Secret"/,
  ],
  [
    'its token was accepted last',
    { accepted: [listed], refused: request('GET', '/Users', 401, 10) },
    'token',
    'passed',
    undefined,
  ],
  ['people are looked up', { accepted: [request('GET', '//Users/', 200)] }, 'look-up', 'passed', undefined],
  ['nobody was created', { accepted: [listed] }, 'create-user', 'warning', /Assign/],
  ['a person was refused', { accepted: [request('POST', '/Users', 409)] }, 'create-user', 'failed', /here already/],
  [
    'the newest of several decides',
    { accepted: [request('POST', '/Users', 201, 12), request('POST', '/Users', 409)] },
    'create-user',
    'passed',
    undefined,
  ],
  ['a group has changed', { accepted: [request('PATCH', '/Groups/7', 204)] }, 'update-group', 'passed', undefined],
  [
    'a group was refused',
    { accepted: [request('PUT', '/Groups/7', 500)] },
    'update-group',
    'failed',
    /linkspan requests/,
  ],
];
test.each(rows)('where %s: %o', async (_what, requests, id, status, hint) => {
  const [found, text] = (await judge(requests)).get(id) ?? [];
  expect(found).toBe(status);
  if (hint === undefined) expect(text).toBeUndefined();
  else expect(text).toMatch(hint);
});
