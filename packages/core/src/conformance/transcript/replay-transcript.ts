import type { Evidence, Transcript, TranscriptReading, TranscriptStep } from '../../connector/transcript.js';
import { isJsonObject } from '../../scim/json.js';
import { type Captures, createCaptures, MissingCapture } from './create-captures.js';
import { judgeAnswer } from './judge-answer.js';
import { toTranscriptCall } from './to-transcript-call.js';
import type { SendTranscript, TranscriptAnswer, TranscriptCall } from './transcript-call.js';

export interface TranscriptResult {
  readonly id: string;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Absent: it is no request of the vendor, but what applications would get. */
  readonly evidence?: Evidence;
  readonly source?: string;
  /** What a person at the vendor's page sees. */
  readonly shown?: string;
  /** What is not as the vendor needs it, or why the step was left out. */
  readonly problem?: string;
  /** It passed, and the vendor would still complain. */
  readonly remark?: string;
  /** The request that failed, and its answer where there was one. */
  readonly call?: TranscriptCall;
  readonly answer?: TranscriptAnswer;
  readonly milliseconds: number;
}

export interface ReplayTranscriptOptions {
  onResult?(result: TranscriptResult): void;
  /** Default performance.now. */
  now?(): number;
}

/**
 * Plays a vendor against an empty directory, step by step, whoever serves it. A step that fails does not end it, one without an answer
 * does. Never rejects.
 */
export async function replayTranscript(
  transcript: Transcript,
  send: SendTranscript,
  { onResult, now = () => performance.now() }: ReplayTranscriptOptions = {},
): Promise<readonly TranscriptResult[]> {
  const captures = createCaptures();
  const results: TranscriptResult[] = [];
  let reached = true;

  async function play(about: About, work: () => Promise<Finding>, shown?: TranscriptStep['shown']): Promise<void> {
    const started = now();
    const finding = await attempt(reached, work);
    if (finding.unreachable === true) reached = false;
    const { status = 'passed', problem, remark, call, answer } = finding;
    const seen = status === 'skipped' ? undefined : shown?.[status];
    const result: TranscriptResult = {
      ...about,
      status,
      ...(seen !== undefined && { shown: seen }),
      ...(problem !== undefined && { problem }),
      ...(remark !== undefined && { remark }),
      ...(status === 'failed' && { ...(call && { call }), ...(answer && { answer }) }),
      milliseconds: Math.round(now() - started),
    };
    results.push(result);
    onResult?.(result);
  }

  for (const step of transcript.steps) {
    const { id, title, evidence, source, shown } = step;
    await play({ id, title, evidence, source }, () => playStep(transcript, step, { captures, send, now }), shown);
  }
  for (const [index, reading] of transcript.outcome.entries()) {
    const about = { id: `outcome-${index + 1}`, title: reading.title };
    await play(about, () => read(transcript, reading, { captures, send, now }));
  }
  return results;
}

type About = Pick<TranscriptResult, 'id' | 'title' | 'evidence' | 'source'>;

interface Finding extends Partial<Pick<TranscriptResult, 'status' | 'problem' | 'remark' | 'call' | 'answer'>> {
  readonly unreachable?: boolean;
}

interface Session {
  readonly captures: Captures;
  readonly send: SendTranscript;
  now(): number;
}

async function attempt(reached: boolean, work: () => Promise<Finding>): Promise<Finding> {
  if (!reached) return { status: 'skipped', problem: 'an earlier request got no answer' };
  try {
    return await work();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    if (error instanceof MissingCapture) return { status: 'skipped', problem };
    return { status: 'failed', problem, unreachable: true };
  }
}

async function playStep(transcript: Transcript, step: TranscriptStep, session: Session): Promise<Finding> {
  const { captures, send, now } = session;
  const call = toTranscriptCall(step.request, transcript.headers, captures);
  const { body, within, ...expected } = step.answer;
  const filled = { ...expected, ...(body !== undefined && { body: captures.fillJson(body) }) };
  const started = now();
  const answer = await send(call);
  const milliseconds = Math.round(now() - started);
  const { problem, json } = judgeAnswer(answer, filled, transcript.secrets);
  // Before anything is said of it: what was made is asked for by later steps, however it was shown.
  if (step.captures !== undefined && isJsonObject(json) && typeof json.id === 'string') {
    captures.set(step.captures, json.id);
  }
  if (problem !== undefined) return { status: 'failed', problem, call, answer };
  for (const reading of step.afterwards ?? []) {
    const finding = await read(transcript, reading, session);
    if (finding.status === 'failed') return finding;
  }
  if (within === undefined || milliseconds <= within) return {};
  return { remark: `it took ${milliseconds} ms, and should take no more than ${within}` };
}

async function read(transcript: Transcript, reading: TranscriptReading, session: Session): Promise<Finding> {
  const { captures, send } = session;
  const { title, status = 200, body, path, query = {} } = reading;
  const call = toTranscriptCall({ method: 'GET', path, query }, transcript.headers, captures);
  const answer = await send(call);
  const expected = { status: [status], ...(body !== undefined && { body: captures.fillJson(body) }) };
  const { problem } = judgeAnswer(answer, expected, transcript.secrets);
  return problem === undefined ? {} : { status: 'failed', problem: `${title}: ${problem}`, call, answer };
}
