import type { Json, TranscriptStep } from '@linkspan/core';
import { createMemoryDirectory, replayTranscript } from '@linkspan/core/conformance';
import { expect, test } from 'vitest';
import { partialMemberReplace } from './quirks.js';
import { beginning, groupShows, headers, members, patch } from './transcripts/shared.js';

const replace = (value: Json) => patch('/Groups/{{group}}', { op: 'Replace', path: 'members', value });
const shown = { passed: '', failed: '' };
const step = (id: string, request: TranscriptStep['request'], ...left: readonly string[]): TranscriptStep => ({
  id,
  title: id,
  evidence: 'likely',
  source: 'PostHog/posthog #47336',
  request,
  answer: { status: [204] },
  afterwards: [groupShows('who is in', members(...left))],
  shown,
});
const first = step('first', replace([{ value: '{{ann}}' }]), 'ann');

test.each([
  ['as a replacement, which is the rule', false, [step('second', replace([{ value: '{{bob}}' }]), 'bob')]],
  ['as an addition, where it is switched on', true, [step('second', replace([{ value: '{{bob}}' }]), 'ann', 'bob')]],
  ['as an end of all, where it is empty', true, [step('empty', replace([]))]],
])('a list of members is taken %s', async (_what, enabled, steps) => {
  const { send, applied } = createMemoryDirectory({ name: 'entra', inbound: [{ ...partialMemberReplace, enabled }] });
  const transcript = { id: 'x', title: 'x', headers, steps: [...beginning, first, ...steps], outcome: [] };
  const results = await replayTranscript(transcript, send);
  expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
  expect(applied.has('partial-member-replace')).toBe(enabled);
});

test('it is off unless it is switched on', () => {
  expect(partialMemberReplace.enabled).toBe(false);
});
