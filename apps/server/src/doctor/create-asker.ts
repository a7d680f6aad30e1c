import { type CheckOutcome, findMismatch, type Json, type SendTranscript, type TranscriptAnswer } from '@linkspan/core';
import { explainAnswer } from './explain-answer.js';

export interface Asked {
  readonly outcome: CheckOutcome;
  /** Of an answer that is as it should be. */
  readonly json?: Json;
  readonly location?: string;
}

/** Asks one thing; the outcome says who is to blame for an answer that is not one of the accepted, or does not say what is expected. */
export type Ask = (
  call: { readonly method: string; readonly target: string; readonly body?: string },
  accepted: readonly number[],
  expected?: Json,
) => Promise<Asked>;

export function createAsker(send: SendTranscript, baseUrl: string): Ask {
  return async (call, accepted, expected = {}) => {
    const { method, body } = call;
    let answer: TranscriptAnswer;
    try {
      answer = await send({ ...call, headers: body === undefined ? {} : { 'content-type': 'application/scim+json' } });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { outcome: { ok: false, detail, hint: 'Nothing can be asked before that is mended.' } };
    }
    const json = parse(answer.body);
    const isMeant = answer.body === '' || findMismatch(json, expected) === undefined;
    if (!accepted.includes(answer.status) || !isMeant) {
      const bytes = body === undefined ? 0 : Buffer.byteLength(body);
      return { outcome: { ok: false, ...explainAnswer(answer, { method, baseUrl, bytes }) } };
    }
    const { location } = answer.headers;
    return {
      outcome: { ok: true, detail: `Answered ${answer.status}.` },
      ...(json !== undefined && { json }),
      ...(location !== undefined && { location }),
    };
  };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
