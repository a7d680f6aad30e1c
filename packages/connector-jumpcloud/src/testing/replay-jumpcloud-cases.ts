import assert from 'node:assert/strict';
import { isJsonObject, type Json } from '@linkspan/core';
import { jumpcloudReplay, type ReplayStep } from './jumpcloud-replay.js';
import type { SendReplayRequest } from './replay-request.js';
import { createReplaySession, type ReplaySession, type Reply } from './replay-session.js';
import { valueAt } from './value-at.js';

export interface ReplayOptions {
  /** Called after every case that passed. */
  onCase?(step: ReplayStep): void;
  /** False: what is asked does not authenticate, so the cases about tokens are left out and counted as skipped. Default true. */
  readonly authentication?: boolean;
  /** All that the server has logged; it must never hold a password. */
  readLog?(): Promise<string>;
}

export interface ReplayResult {
  readonly passed: number;
  /** The ids of the cases that were left out. */
  readonly skipped: readonly string[];
}

/**
 * Plays JumpCloud against an empty directory, and deletes what it created.
 * @throws Error that begins with the id of the first case that is answered wrongly, with the answer.
 */
export async function replayJumpcloudCases(
  send: SendReplayRequest,
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  const session = createReplaySession(send, options.readLog);
  const skipped: string[] = [];
  try {
    for (const step of jumpcloudReplay) {
      if (step.authentication && options.authentication === false) {
        skipped.push(step.id);
        continue;
      }
      for (const headers of [step.request.headers ?? {}, ...step.repeats]) await play(step, headers, session);
      options.onCase?.(step);
    }
  } finally {
    await session.cleanUp();
  }
  return { passed: jumpcloudReplay.length - skipped.length, skipped };
}

async function play(
  step: ReplayStep,
  headers: Readonly<Record<string, string>>,
  session: ReplaySession,
): Promise<void> {
  let reply: Reply | undefined;
  let expectation = 'the preparation';
  try {
    await step.prepare?.(session);
    const { method, path, body } = step.request;
    expectation = `status ${step.response.status.join(' or ')}`;
    reply = await session.call({ method, path, headers: lowerCaseNames(headers), ...(body !== undefined && { body }) });
    assert(step.response.status.includes(reply.status), `answered ${reply.status}`);
    const id = valueAt(reply.json, 'id');
    if (step.captures && reply.status === 201) session.capture(step.captures, String(id));
    expectation = 'the body';
    if (step.response.body !== undefined) assertMatches(reply.json, step.response.body, 'body');
    for (const { text, assertion } of step.assertions) {
      expectation = text;
      await assertion(reply, session);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const answer = reply === undefined ? '' : `\nAnswer: ${reply.status} ${reply.body.slice(0, 2000)}`;
    throw new Error(`${step.id} (${step.title}): ${expectation}: ${reason}${answer}`, { cause });
  }
}

/** Names that the case does not speak of are free; `"*"` is any text. */
function assertMatches(actual: Json | undefined, expected: Json, where: string): void {
  if (expected === '*') {
    assert(typeof actual === 'string' && actual !== '', `${where} is no text`);
  } else if (isJsonObject(expected)) {
    for (const [name, value] of Object.entries(expected))
      assertMatches(valueAt(actual, name), value, `${where}.${name}`);
  } else {
    assert.deepEqual(actual, expected, where);
  }
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
