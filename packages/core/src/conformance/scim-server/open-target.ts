import { isJsonObject } from '../../scim/json.js';
import type { Answer, Asked } from './exchange.js';
import type { LocalTarget, RemoteTarget, ScimTarget } from './scim-target.js';

/** Sends one request. `bare`: without the target's own headers, so without credentials. */
export type Send = (asked: Asked, options?: { readonly bare?: boolean }) => Promise<Answer>;

const defaultTimeout = 30_000;

export function openTarget(target: ScimTarget): Send {
  return typeof target === 'function' ? local(target) : remote(target);
}

function local(handle: LocalTarget): Send {
  let last = 0;
  return async (asked) => {
    const [path = '', query] = asked.path.split(/\?(.*)/s);
    const body = bodyText(asked);
    last += 1;
    const response = await handle({
      method: asked.method,
      path,
      query: new URLSearchParams(query),
      headers: lowerCase(Object.entries(asked.headers)),
      ...(body !== undefined && { body }),
      requestId: `conformance-${last}`,
    });
    let text = '';
    for await (const piece of response.body ?? []) text += piece;
    return toAnswer(response.status, lowerCase(Object.entries(response.headers)), text);
  };
}

function remote({ url, headers = {}, timeout = defaultTimeout }: RemoteTarget): Send {
  const base = url.replace(/\/+$/, '');
  return async (asked, { bare = false } = {}) => {
    const body = bodyText(asked);
    const response = await fetch(`${base}${asked.path}`, {
      method: asked.method,
      // A connection of its own: one that is kept may be closed by the server just as a write is sent, which cannot be sent again.
      headers: { ...(!bare && headers), ...asked.headers, connection: 'close' },
      ...(body !== undefined && { body }),
      // A redirect is an answer; followed, it would carry the credentials elsewhere.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    return toAnswer(response.status, lowerCase(response.headers), await response.text());
  };
}

function bodyText({ body }: Asked): string | undefined {
  return body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
}

function lowerCase(headers: Iterable<readonly [string, string]>): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));
}

function toAnswer(status: number, headers: Answer['headers'], text: string): Answer {
  return { status, headers, text, json: parseObject(text) };
}

function parseObject(text: string): Answer['json'] {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
