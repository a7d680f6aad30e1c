import type { Check, CheckOutcome, InboundHistory, SeenRequests } from '@linkspan/core';
import { type TestStep, testSteps } from './test-steps.js';

/** "What has JumpCloud done so far": one check for every step of its connection test, and one for what the test left behind. */
export function inboundChecks(seen: InboundHistory): readonly Check[] {
  let reading: Promise<SeenRequests> | undefined;
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

function reached({ accepted: [newest], refused }: SeenRequests): CheckOutcome {
  if (newest !== undefined) return { ok: true, detail: `The last request came at ${newest.at}.` };
  if (refused !== undefined) {
    return {
      ok: true,
      detail: `Only requests without a valid token have come, the last at ${refused.at}.`,
      warning:
        'They may be of strangers, who try every address on the internet. Press Test Connection in JumpCloud to see.',
    };
  }
  return {
    ok: false,
    detail: 'No request of JumpCloud has arrived yet.',
    hint:
      'Enter base URL and token in JumpCloud (Identity Management), then press Test Connection. If nothing arrives then, the server ' +
      'cannot be reached from the internet: look at DNS, firewall and certificate.',
  };
}

/** Who sent a request without a valid token cannot be known: one with a valid token that came later settles it. */
function signedIn({ accepted: [newest], refused }: SeenRequests): CheckOutcome {
  if (refused === undefined || (newest !== undefined && newest.at >= refused.at)) {
    return { ok: true, detail: newest === undefined ? 'Not seen yet.' : `It had a valid token at ${newest.at}.` };
  }
  const before = newest === undefined ? 'None has ever had a valid one' : `None has had a valid one since ${newest.at}`;
  return {
    ok: false,
    detail: `The token of a request was refused at ${refused.at}. ${before}.`,
    hint:
      "Press Test Connection in JumpCloud. If it succeeds, the refused request was a stranger's, and this check passes. Else make a new " +
      'token with "linkspan token create <client>", paste it into "Token Key", and press it again.',
  };
}

/** The newest request of a step decides: earlier refusals may have been repaired since. A step that is missing is no failure. */
function judge(step: TestStep, { accepted }: SeenRequests): CheckOutcome {
  const newest = accepted.find(({ method, path }) => step.matches(method, path));
  if (newest === undefined) return { ok: true, detail: 'Not seen yet.', warning: step.missing };
  // 304 is an answer, too: JumpCloud has the newest version.
  if (newest.status < 400) return { ok: true, detail: `Answered ${newest.status} at ${newest.at}.` };
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
