import assert from 'node:assert/strict';
import type { Json } from '@linkspan/core';
import type { ReplayAnswer, SendReplayRequest } from './replay-request.js';
import { valueAt } from './value-at.js';

export interface Reply extends ReplayAnswer {
  /** Undefined where the body is empty or no JSON. */
  readonly json: Json | undefined;
}

export interface Call {
  readonly method: string;
  /** Not encoded yet; `{{userId}}` and the like are filled in, here and in the body. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** What one replay remembers: the ids that it was given, and what it has to clear away. */
export interface ReplaySession {
  call(call: Call): Promise<Reply>;
  /** Makes `{{name}}` stand for a value. */
  capture(name: string, value: string): void;
  captured(name: string): string;
  /** What the server has logged so far, where it can be read. */
  readLog(): Promise<string>;
  /** Deletes what was created and is still there. */
  cleanUp(): Promise<void>;
}

export function createReplaySession(send: SendReplayRequest, readLog = async () => ''): ReplaySession {
  const captures = new Map<string, string>();
  const created = new Set<string>();

  function captured(name: string): string {
    const value = captures.get(name);
    assert(value !== undefined, `{{${name}}} was not captured yet`);
    return value;
  }
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => captured(name));

  async function call({ method, path, headers = {}, body }: Call): Promise<Reply> {
    const target = encodePath(fill(path));
    const answer = await send({
      method,
      path: target,
      headers: { ...(body !== undefined && { 'content-type': 'application/scim+json' }), ...headers },
      ...(body !== undefined && { body: fill(JSON.stringify(body)) }),
    });
    const json = parseJson(answer.body);
    const id = valueAt(json, 'id');
    if (method === 'POST' && answer.status === 201 && typeof id === 'string') created.add(`${target}/${id}`);
    if (method === 'DELETE') created.delete(target);
    return { ...answer, json };
  }

  return {
    call,
    capture: (name, value) => captures.set(name, value),
    captured,
    readLog,
    async cleanUp() {
      for (const path of created) await call({ method: 'DELETE', path });
    },
  };
}

/** The cases show filters as people write them. */
function encodePath(path: string): string {
  const [before = '', query] = path.split(/\?(.*)/s);
  if (query === undefined) return before;
  const parameters = query.split('&').map((parameter) => {
    const [name = '', value = ''] = parameter.split(/=(.*)/s);
    return `${name}=${encodeURIComponent(value)}`;
  });
  return `${before}?${parameters.join('&')}`;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
