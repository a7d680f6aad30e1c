import { Buffer } from 'node:buffer';
import type { RestAnswer } from './test-site.js';

/** One request to `?rest_route=`, which every site understands. */
export async function rest(
  url: string,
  method: string,
  route: string,
  json: unknown,
  credentials: string,
): Promise<RestAnswer> {
  const [path = '', query = ''] = route.split('?');
  const search = new URLSearchParams(query);
  search.set('rest_route', path);
  const response = await fetch(`${url}/?${search}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(credentials !== '' && { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const body: unknown = JSON.parse((await response.text()) || 'null');
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined;
  return { status: response.status, headers: response.headers, code, json: body };
}
