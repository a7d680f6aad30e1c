import { replayJumpcloudCases } from '@linkspan/connector-jumpcloud/testing';
import { expect, onTestFinished, test } from 'vitest';
import { startLinkspan } from './linkspan.js';

test('every JumpCloud case is answered as it says by the running server', async () => {
  const hub = await startLinkspan();
  onTestFinished(async () => {
    await hub.stop();
  });
  const { passed, skipped } = await replayJumpcloudCases(
    async ({ method, path, headers, body }) => {
      const answer = await fetch(hub.scimUrl + path, {
        method,
        headers: { authorization: `Bearer ${hub.token}`, ...headers },
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
      });
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    },
    { readLog: async () => hub.output() },
  );
  expect(skipped).toEqual([]);
  expect(passed).toBe(34);
});
