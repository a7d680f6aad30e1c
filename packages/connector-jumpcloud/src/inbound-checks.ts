import { type Check, type CheckOutcome, type InboundHistory, seenChecks } from '@linkspan/core';
import { testSteps } from './test-steps.js';

/** "What has JumpCloud done so far": one check for every step of its connection test, and one for what the test left behind. */
export function inboundChecks(seen: InboundHistory): readonly Check[] {
  const words = {
    title: 'JumpCloud',
    enter: 'Enter base URL and token in JumpCloud (Identity Management), then press Test Connection.',
    press: 'Press Test Connection in JumpCloud',
    tokenField: 'Token Key',
  };
  return [
    ...seenChecks(seen, words, testSteps),
    { id: 'leftover', title: 'No test user is left over', run: () => leftover(seen) },
  ];
}

async function leftover(seen: InboundHistory): Promise<CheckOutcome> {
  const users = await seen.quarantined();
  if (users.length === 0) return { ok: true, detail: 'None.' };
  const names = users.map(({ attributes }) => String(attributes['userName'])).join(', ');
  return {
    ok: true,
    detail: `JumpCloud's test user is still here: ${names}. It reaches no application.`,
    warning:
      'JumpCloud deletes its test user when a test ends well. Run Test Connection again, or delete the user here; until then a test ' +
      'with the same address fails.',
  };
}
