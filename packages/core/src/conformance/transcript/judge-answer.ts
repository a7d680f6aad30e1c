import type { TranscriptStep } from '../../connector/transcript.js';
import type { Json } from '../../scim/json.js';
import { findMismatch } from './find-mismatch.js';
import type { TranscriptAnswer } from './transcript-call.js';

const error = 'urn:ietf:params:scim:api:messages:2.0:Error';

export interface Judgement {
  /** Undefined where the answer is as expected. */
  readonly problem?: string;
  /** Undefined where the body is empty or no JSON. */
  readonly json?: Json;
}

/** What every client needs of every answer (RFC 7644 §3.12, §8.1), then what this step needs. `expected` has its captures filled in. */
export function judgeAnswer(
  { status, headers, body }: TranscriptAnswer,
  expected: Pick<TranscriptStep['answer'], 'status' | 'headers' | 'body'>,
  secrets: readonly string[] = [],
): Judgement {
  const json = parseJson(body);
  const parsed = json === undefined ? {} : { json };
  const problem = findProblem();
  return problem === undefined ? parsed : { ...parsed, problem };

  function findProblem(): string | undefined {
    if (!expected.status.includes(status)) {
      return `it was answered ${status}, not ${expected.status.join(' or ')}${detailOf(json)}`;
    }
    if (secrets.some((secret) => body.includes(secret))) return 'a password stands in the answer';
    for (const [name, text] of Object.entries(expected.headers ?? {})) {
      if (headers[name]?.includes(text) !== true) return `the header ${name} should hold ${text}`;
    }
    if (body !== '' || expected.body !== undefined) {
      if (json === undefined) return 'the body of the answer is no JSON';
      if (!/[/+]json\b/i.test(headers['content-type'] ?? '')) return 'the answer does not say that it is JSON';
    }
    if (status >= 400) {
      const mismatch = findMismatch(json, { schemas: [error], status: String(status) });
      if (mismatch !== undefined) return mismatch;
    }
    return expected.body === undefined ? undefined : findMismatch(json, expected.body);
  }
}

function detailOf(json: Json | undefined): string {
  const mismatch = findMismatch(json, { detail: '*' });
  return mismatch === undefined ? `: ${JSON.stringify((json as { readonly detail: string }).detail)}` : '';
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
