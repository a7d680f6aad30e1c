import type { Check, CheckOutcome } from './check.js';
import type { InboundHistory, SeenRequests } from './connector.js';

/** A request that a vendor sends sooner or later. */
export interface SeenStep {
  readonly id: string;
  readonly title: string;
  /** `path` is without its query. */
  matches(method: string, path: string): boolean;
  /** What it means that no such request has been seen. */
  readonly missing: string;
  /** What to do, by the status that was answered. */
  readonly refused: Readonly<Record<number, string>>;
}

/** What the vendor's page calls things. */
export interface SeenWords {
  readonly title: string;
  /** "Enter base URL and token in … , then press Test." */
  readonly enter: string;
  /** "Press Test in …", without an end. */
  readonly press: string;
  /** The field that takes the token. */
  readonly tokenField: string;
}

/** "What has the vendor done so far": that it reaches this server, signs in, and one check for every step. For `inboundChecks`. */
export function seenChecks(seen: InboundHistory, words: SeenWords, steps: readonly SeenStep[]): readonly Check[] {
  let reading: Promise<SeenRequests> | undefined;
  const requests = () => {
    reading ??= seen.requests();
    return reading;
  };
  const { title } = words;
  return [
    { id: 'reached', title: `${title} reaches this server`, run: async () => reached(words, await requests()) },
    { id: 'token', title: `${title} signs in`, run: async () => signedIn(words, await requests()) },
    ...steps.map((step) => ({ id: step.id, title: step.title, run: async () => judge(step, await requests()) })),
  ];
}

/** Paths below the base URL, as clients write them: `/Users`, `//Users/`. */
export const isCollection = (path: string, name: string) => new RegExp(`^/+${name}/*$`).test(path);
export const isResource = (path: string, name: string) => new RegExp(`^/+${name}/+[^/]+/*$`).test(path);

function reached({ title, enter, press }: SeenWords, { accepted: [newest], refused }: SeenRequests): CheckOutcome {
  if (newest !== undefined) return { ok: true, detail: `The last request came at ${newest.at}.` };
  if (refused !== undefined) {
    return {
      ok: true,
      detail: `Only requests without a valid token have come, the last at ${refused.at}.`,
      warning: `They may be of strangers, who try every address on the internet. ${press} to see.`,
    };
  }
  return {
    ok: false,
    detail: `No request of ${title} has arrived yet.`,
    hint:
      `${enter} If nothing arrives then, the server ` +
      'cannot be reached from the internet: look at DNS, firewall and certificate.',
  };
}

/** Who sent a request without a valid token cannot be known: one with a valid token that came later settles it. */
function signedIn({ press, tokenField }: SeenWords, { accepted: [newest], refused }: SeenRequests): CheckOutcome {
  if (refused === undefined || (newest !== undefined && newest.at >= refused.at)) {
    return { ok: true, detail: newest === undefined ? 'Not seen yet.' : `It had a valid token at ${newest.at}.` };
  }
  const before = newest === undefined ? 'None has ever had a valid one' : `None has had a valid one since ${newest.at}`;
  return {
    ok: false,
    detail: `The token of a request was refused at ${refused.at}. ${before}.`,
    hint:
      `${press}. If it succeeds, the refused request was a stranger's, and this check passes. Else make a new ` +
      `token with "linkspan token create <client>", paste it into "${tokenField}", and press it again.`,
  };
}

/** The newest request of a step decides: earlier refusals may have been repaired since. A step that is missing is no failure. */
function judge(step: SeenStep, { accepted }: SeenRequests): CheckOutcome {
  const newest = accepted.find(({ method, path }) => step.matches(method, path));
  if (newest === undefined) return { ok: true, detail: 'Not seen yet.', warning: step.missing };
  // 304 is an answer, too: the client has the newest version.
  if (newest.status < 400) return { ok: true, detail: `Answered ${newest.status} at ${newest.at}.` };
  return {
    ok: false,
    detail: `The last one was answered ${newest.status}, at ${newest.at}.`,
    hint: step.refused[newest.status] ?? 'See what was asked and what was answered with "linkspan requests <client>".',
  };
}
