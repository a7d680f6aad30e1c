import { createMemoryDirectory, replayTranscript } from '@linkspan/core/conformance';
import { expect, test } from 'vitest';
import connector from './index.js';
import { transcripts } from './transcripts.js';

test.each(transcripts.map((transcript) => [transcript.id, transcript] as const))(
  '%s: every step is answered as JumpCloud needs',
  async (_id, transcript) => {
    const { send } = createMemoryDirectory(connector);
    const results = await replayTranscript(transcript, send);
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(results).toHaveLength(transcript.steps.length + transcript.outcome.length);
  },
);

test('each step has an id of its own within its transcript', () => {
  for (const { steps } of transcripts) {
    const ids = steps.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  }
});

test('without its quirks a list that is null would empty what it names', async () => {
  const { send } = createMemoryDirectory({ ...connector, inbound: [] });
  const [transcript] = transcripts;
  const results = transcript ? await replayTranscript(transcript, send) : [];
  const failed = results.filter(({ status }) => status === 'failed').map(({ id }) => id);
  expect(failed.slice(0, 2)).toEqual(['put-null-emails', 'put-null-members']);
});
