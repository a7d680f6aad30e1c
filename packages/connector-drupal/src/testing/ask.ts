import { Buffer } from 'node:buffer';
import type { Question, SiteAnswer } from './test-site.js';

/** One request as it stands. */
export async function ask(
  url: string,
  method: string,
  path: string,
  { json, as = '', headers = {} }: Question,
): Promise<SiteAnswer> {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(as !== '' && { authorization: `Basic ${Buffer.from(as).toString('base64')}` }),
      ...(json !== undefined && { 'content-type': 'application/vnd.api+json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
