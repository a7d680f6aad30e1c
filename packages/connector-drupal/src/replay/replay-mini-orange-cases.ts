import assert from 'node:assert/strict';
import { isJsonObject, type Json } from '@linkspan/core';
import { type MiniOrangeCase, miniOrangeCases } from './mini-orange-cases.js';

/** As it goes over the wire; the sender adds its token, and no `accept`. */
export interface ReplayedRequest {
  readonly method: string;
  /** Relative to the SCIM base URL, percent-encoded. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type SendReplayedRequest = (
  request: ReplayedRequest,
) => Promise<{ readonly status: number; readonly body: string }>;

/**
 * Plays miniOrange's module against an empty directory; what it makes stays there. Resolves with the ids of the cases.
 * @throws Error that begins with the id of the first case that is answered wrongly, with the answer.
 */
export async function replayMiniOrangeCases(send: SendReplayedRequest): Promise<readonly string[]> {
  for (const one of miniOrangeCases) await play(one, send);
  return miniOrangeCases.map(({ id }) => id);
}

async function play({ id, title, request, response }: MiniOrangeCase, send: SendReplayedRequest): Promise<void> {
  const { method, path, body } = request;
  const answer = await send({
    method,
    // The module writes spaces and quotes as they are; its HTTP client encodes them.
    path: encodeURI(path),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  try {
    assert.equal(answer.status, response.status, 'the status');
    const json: Json = JSON.parse(answer.body);
    assertMatches(json, response.body, 'the body');
    if (answer.status === 201) assertOwnMeta(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${id} (${title}): ${reason}\nAnswer: ${answer.status} ${answer.body.slice(0, 2000)}`, { cause });
  }
}

/** Names that the case does not speak of are free. */
function assertMatches(actual: Json | undefined, expected: Json, where: string): void {
  if (!isJsonObject(expected)) {
    assert.deepEqual(actual, expected, where);
    return;
  }
  assert(isJsonObject(actual), `${where} is no object`);
  for (const [name, value] of Object.entries(expected)) assertMatches(actual[name], value, `${where}.${name}`);
}

/** The id is the server's to give, and so are the times: the client's are of no use. */
function assertOwnMeta(json: Json): void {
  const { id, meta } = isJsonObject(json) ? json : {};
  assert(typeof id === 'string' && id !== '', 'id is no text');
  for (const name of ['created', 'lastModified']) {
    const time = isJsonObject(meta) ? meta[name] : undefined;
    assert.match(String(time), /^\d{4}-\d\d-\d\dT/, `meta.${name} is no ISO 8601 time of the server's`);
  }
}
