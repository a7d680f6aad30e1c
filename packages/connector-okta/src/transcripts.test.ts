import { createMemoryDirectory, replayTranscript } from '@linkspan/core/conformance';
import { expect, test } from 'vitest';
import connector from './index.js';
import { oktaCatalog } from './transcripts/okta-catalog.js';
import { transcripts } from './transcripts.js';

test.each(transcripts.map((transcript) => [transcript.id, transcript] as const))(
  '%s: every step is answered as Okta needs',
  async (_id, transcript) => {
    const { send } = createMemoryDirectory(connector);
    const results = await replayTranscript(transcript, send);
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(results).toHaveLength(transcript.steps.length + transcript.outcome.length);
  },
);

test('Okta may leave out "op": without the quirk that step fails, and nothing else', async () => {
  const { send } = createMemoryDirectory({ ...connector, inbound: [] });
  const failed = (await replayTranscript(oktaCatalog, send)).filter(({ status }) => status === 'failed');
  expect(failed.map(({ id }) => id)).toEqual(['deactivate-without-op']);
});

test('each step has an id of its own within its transcript', () => {
  for (const { steps } of transcripts) {
    const ids = steps.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  }
});
