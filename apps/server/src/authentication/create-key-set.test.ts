import { errors, type FlattenedJWSInput, generateKeyPair } from 'jose';
import { expect, it } from 'vitest';
import { startIssuer } from '../testing/start-issuer.js';
import { createKeySet } from './create-key-set.js';

const token: FlattenedJWSInput = { payload: '', signature: '' };
const header = (kid: string) => ({ alg: 'ES256', kid });

it('of an issuer that has changed its key is fetched anew', async () => {
  const { jwks, publish, fetches } = await startIssuer();
  const [old, fresh] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const keys = createKeySet({ url: jwks, now: Date.now, cooldown: 0 });
  await publish(['old', old]);
  await keys(header('old'), token);
  await publish(['new', fresh]);
  await keys(header('new'), token);
  await keys(header('new'), token);
  expect(fetches()).toBe(2);
  await expect(keys(header('old'), token)).rejects.toThrow(errors.JWKSNoMatchingKey);
});

it('is not fetched again and again for keys that strangers make up', async () => {
  const { jwks, publish, fetches } = await startIssuer();
  const keys = createKeySet({ url: jwks, now: Date.now });
  await publish(['one', await generateKeyPair('ES256')]);
  for (const kid of ['a', 'b', 'c']) await expect(keys(header(kid), token)).rejects.toThrow(errors.JWKSNoMatchingKey);
  expect(fetches()).toBe(1);
});
