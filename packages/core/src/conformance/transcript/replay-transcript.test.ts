import { expect, test } from 'vitest';
import type { Transcript, TranscriptStep } from '../../connector/transcript.js';
import { createMemoryDirectory } from './create-memory-directory.js';
import { replayTranscript } from './replay-transcript.js';
import type { SendTranscript } from './transcript-call.js';

const shown = { passed: 'green', failed: 'red' };
const step = (id: string, rest: Pick<TranscriptStep, 'request' | 'answer'> & Partial<TranscriptStep>) => ({
  id,
  title: id,
  evidence: 'certain' as const,
  source: 'a page',
  shown,
  ...rest,
});

const transcript: Transcript = {
  id: 'idp',
  title: 'An identity provider',
  headers: { accept: 'application/scim+json' },
  secrets: ['S3cret!'],
  steps: [
    step('create', {
      request: { method: 'POST', path: '/Users', body: { userName: 'ann', password: 'S3cret!' } },
      answer: { status: [201], body: { id: '*', userName: 'ann' } },
      captures: 'user',
    }),
    step('leave', {
      request: {
        method: 'PATCH',
        path: '//Users/{{user}}',
        body: { Operations: [{ op: 'replace', value: { active: false } }] },
      },
      answer: { status: [200], within: 1000 },
      afterwards: [
        {
          title: 'they are found as inactive',
          path: '/Users',
          query: { filter: 'userName eq "ann"' },
          body: { totalResults: 1, Resources: [{ id: '{{user}}', active: false }] },
        },
      ],
    }),
    step('bad token', {
      request: { method: 'GET', path: '/Users', headers: { authorization: 'Bearer wrong' } },
      answer: { status: [401], headers: { 'www-authenticate': 'Bearer' } },
    }),
  ],
  outcome: [{ title: 'nobody is active', path: '/Users/{{user}}', body: { active: false } }],
};

const summary = (results: Awaited<ReturnType<typeof replayTranscript>>) =>
  results.map(({ id, status, problem }) => [id, status, problem]);

test('a directory that does as it should passes every step, and each says what is seen at the vendor', async () => {
  const { send } = createMemoryDirectory({ name: 'idp' });
  const seen: string[] = [];
  const results = await replayTranscript(transcript, send, { onResult: ({ id }) => seen.push(id) });
  expect(summary(results)).toEqual([
    ['create', 'passed', undefined],
    ['leave', 'passed', undefined],
    ['bad token', 'passed', undefined],
    ['outcome-1', 'passed', undefined],
  ]);
  expect(results.map((result) => result.shown)).toEqual(['green', 'green', 'green', undefined]);
  expect(seen).toEqual(results.map(({ id }) => id));
});

type Change = (call: Parameters<SendTranscript>[0], answer: Awaited<ReturnType<SendTranscript>>) => typeof answer;

const faults: [fault: string, failed: string, problem: RegExp, change: Change][] = [
  [
    'a status that is not accepted',
    'leave',
    /answered 204, not 200/,
    ({ method }, answer) => (method === 'PATCH' ? { ...answer, status: 204, body: '' } : answer),
  ],
  [
    'a password that comes back',
    'create',
    /password stands/,
    ({ method }, answer) =>
      method === 'POST' ? { ...answer, body: answer.body.replace('{', '{"password":"S3cret!",') } : answer,
  ],
  [
    'a page instead of an answer',
    'create',
    /no JSON/,
    ({ method }, answer) => (method === 'POST' ? { ...answer, body: '<html>' } : answer),
  ],
  [
    'a body that does not say what it is',
    'create',
    /does not say that it is JSON/,
    ({ method }, answer) => (method === 'POST' ? { ...answer, headers: {} } : answer),
  ],
  [
    'a header that is missing',
    'bad token',
    /www-authenticate/,
    (_call, answer) => ({ ...answer, headers: { ...answer.headers, 'www-authenticate': '' } }),
  ],
  [
    'an error that is none of SCIM',
    'bad token',
    /schemas/,
    ({ headers }, answer) => (headers['authorization'] === undefined ? answer : { ...answer, body: '{"error":"no"}' }),
  ],
  [
    'a change that did not happen',
    'leave',
    /they are found as inactive: .*active should be false/,
    (_call, answer) => ({ ...answer, body: answer.body.replace('"active":false', '"active":true') }),
  ],
];
test.each(faults)('%s fails the step', async (_fault, failed, problem, change) => {
  const { send } = createMemoryDirectory({ name: 'idp' });
  const results = await replayTranscript(transcript, async (call) => change(call, await send(call)));
  const result = results.find(({ status }) => status === 'failed');
  expect(result).toMatchObject({ id: failed, shown: 'red', problem: expect.stringMatching(problem) });
  expect(result?.answer).toBeDefined();
});

test('a step whose capture never came is left out, and says so', async () => {
  const results = await replayTranscript(transcript, async ({ headers }) => ({
    status: headers['authorization'] === undefined ? 500 : 401,
    headers: {},
    body: '',
  }));
  expect(summary(results)[1]).toEqual(['leave', 'skipped', 'no step before has brought user']);
});

test('where nobody answers, nothing more is asked', async () => {
  let asked = 0;
  const results = await replayTranscript(transcript, async () => {
    asked += 1;
    throw new Error('connection refused');
  });
  expect(asked).toBe(1);
  expect(summary(results).slice(0, 2)).toEqual([
    ['create', 'failed', 'connection refused'],
    ['leave', 'skipped', 'an earlier request got no answer'],
  ]);
});

test('an answer that comes late is remarked on', async () => {
  const { send } = createMemoryDirectory({ name: 'idp' });
  let time = 0;
  const results = await replayTranscript(transcript, send, { now: () => (time += 1001) });
  expect(results[1]).toMatchObject({ status: 'passed', remark: expect.stringContaining('no more than 1000') });
});
