import type { Check, CheckOutcome, InboundHistory } from '@linkspan/core';
import { type TestStep, testSteps } from './test-steps.js';

type SeenRequest = Awaited<ReturnType<InboundHistory['requests']>>[number];

/** "What has JumpCloud done so far": one check for every step of its connection test, and one for what the test left behind. */
export function inboundChecks(seen: InboundHistory): readonly Check[] {
  let reading: ReturnType<InboundHistory['requests']> | undefined;
  const requests = () => {
    reading ??= seen.requests();
    return reading;
  };
  return [
    { id: 'reached', title: 'JumpCloud reaches this server', run: async () => reached(await requests()) },
    { id: 'token', title: 'JumpCloud signs in', run: async () => signedIn(await requests()) },
    ...testSteps.map((step) => ({
      id: step.id,
      title: step.title,
      run: async () => judge(step, await requests()),
    })),
    { id: 'leftover', title: 'No test user is left over', run: () => leftover(seen) },
  ];
}

function reached([newest]: readonly SeenRequest[]): CheckOutcome {
  if (newest !== undefined) return { ok: true, detail: `The last request came at ${newest.at}.` };
  return {
    ok: false,
    detail: 'No request of JumpCloud has arrived yet.',
    hint:
      'Enter base URL and token in JumpCloud (Identity Management), then press Test Connection. If nothing arrives then, the server ' +
      'cannot be reached from the internet: look at DNS, firewall and certificate.',
  };
}

function signedIn([newest]: readonly SeenRequest[]): CheckOutcome {
  if (newest?.status !== 401) return { ok: true, detail: 'The last request had a valid token.' };
  return {
    ok: false,
    detail: `The token of the last request was refused, at ${newest.at}.`,
    hint: 'Make a new token with "linkspan token create <client>", paste it into "Token Key" in JumpCloud, then press Test Connection.',
  };
}

/** The newest request of a step decides: earlier refusals may have been repaired since. A step that is missing is no failure. */
function judge(step: TestStep, requests: readonly SeenRequest[]): CheckOutcome {
  const newest = requests.find(({ method, path }) => step.matches(method, path.split('?', 1)[0] ?? path));
  if (newest === undefined) return { ok: true, detail: 'Not seen yet.', warning: step.missing };
  if (newest.status < 300) return { ok: true, detail: `Answered ${newest.status} at ${newest.at}.` };
  return {
    ok: false,
    detail: `The last one was answered ${newest.status}, at ${newest.at}.`,
    hint: step.refused[newest.status] ?? 'See what was asked and what was answered with "linkspan requests <client>".',
  };
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
