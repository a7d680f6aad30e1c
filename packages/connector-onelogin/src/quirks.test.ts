import { createMemoryDirectory, replayTranscript } from '@linkspan/core/conformance';
import { expect, test } from 'vitest';
import connector from './index.js';
import { oneloginEnterprise } from './transcripts/onelogin-enterprise.js';

test('e-mails as an object are taken without a quirk', async () => {
  expect(connector.inbound).toEqual([]);
  const { send, applied } = createMemoryDirectory(connector);
  const results = await replayTranscript(oneloginEnterprise, send);
  const emails = results.filter(({ id }) => id.endsWith('emails-object'));
  expect(emails.map(({ status, evidence }) => [status, evidence])).toEqual([
    ['passed', 'certain'],
    ['passed', 'certain'],
  ]);
  expect(applied.size).toBe(0);
});
