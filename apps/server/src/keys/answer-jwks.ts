import type { RequestHandler } from 'express';
import type { KeyStore } from './create-key-store.js';
import { isPublished, judgeKeys } from './judge-keys.js';

/** Seconds that a receiver may keep the answer: well below the time by which a new key is published before it signs. */
const maxAge = 300;

/** `GET /.well-known/jwks.json` (RFC 7517 §5): the public halves, for anybody. */
export function answerJwks(keys: Pick<KeyStore, 'list'>): RequestHandler {
  return async (_request, response) => {
    const published = judgeKeys(await keys.list(), Date.now()).filter(isPublished);
    response.set('Content-Type', 'application/jwk-set+json').set('Cache-Control', `public, max-age=${maxAge}`);
    response.send(JSON.stringify({ keys: published.map(({ publicKey }) => publicKey) }));
  };
}
