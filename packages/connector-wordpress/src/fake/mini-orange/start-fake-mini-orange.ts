import type { IncomingMessage, ServerResponse } from 'node:http';
import { close, listen } from '@linkspan/core/fake';
import { parseJson } from '../parse-json.js';
import { answerFree } from './answer-free.js';
import { answerPremium } from './answer-premium.js';
import { type MiniOrangeBody, type MiniOrangeSite, refusal } from './mini-orange-site.js';

export interface FakeMiniOrange {
  /** The SCIM base URL. */
  readonly url: string;
  readonly token: string;
  readonly site: MiniOrangeSite;
  /** `PUT /Users/3 {…}`, oldest first. */
  readonly requests: readonly { readonly method: string; readonly path: string; readonly json: MiniOrangeBody }[];
  stop(): Promise<void>;
}

/** A WordPress, or Drupal, with miniOrange's SCIM server: the paths below /scim, and nothing else. */
export async function startFakeMiniOrange(form: 'free' | 'premium'): Promise<FakeMiniOrange> {
  const token = 'a'.repeat(64);
  const site: MiniOrangeSite = { users: new Map(), deprovision: 'delete' };
  const requests: { method: string; path: string; json: MiniOrangeBody }[] = [];

  function answer(incoming: IncomingMessage, text: string) {
    const { authorization } = incoming.headers;
    if (authorization === undefined) return refusal(401, 'ERROR:0005 Authorization header missing');
    if (authorization !== `Bearer ${token}`) return refusal(401, 'Unauthorized');
    const { method = 'GET', url = '/' } = incoming;
    const [path = '', search] = url.replace(/^\/scim/, '').split('?');
    const json = (parseJson(text) ?? {}) as MiniOrangeBody;
    requests.push({ method, path: search === undefined ? path : `${path}?${search}`, json });
    const request = { method, path, search: search === undefined ? '' : `?${search}`, json };
    return form === 'free' ? answerFree(site, request) : answerPremium(site, request);
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { status, body } = answer(incoming, Buffer.concat(chunks).toString());
    outgoing.writeHead(status, { 'content-type': 'application/json;charset=utf-8' });
    outgoing.end(body === undefined ? '' : JSON.stringify(body));
  }

  const server = await listen(serve, 0);
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/scim`, token, site, requests, stop: () => close(server) };
}
