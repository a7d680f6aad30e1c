import type { JsonObject } from '@linkspan/core';
import { type CryptoKey, importJWK, SignJWT } from 'jose';
import type { InstallationKey } from '../installation/installation-key.js';
import type { KeyStore } from './create-key-store.js';
import { generateSigningKey, sealPurpose, signingAlgorithm } from './generate-signing-key.js';
import { judgeKeys } from './judge-keys.js';
import type { SigningKey } from './signing-key.js';

/** Signs the claims of a SET. @throws where the key that signs cannot be opened, with what to do. */
export type SetSigner = (claims: JsonObject) => Promise<string>;

/** With the key that signs at the moment; where there is none yet, the first one is made. */
export function createSetSigner(
  keys: KeyStore,
  key: Pick<InstallationKey, 'seal' | 'unseal'>,
  now: () => number = Date.now,
): SetSigner {
  let opened: { readonly id: string; readonly privateKey: CryptoKey | Uint8Array } | undefined;

  async function findSigning(): Promise<SigningKey> {
    const found = judgeKeys(await keys.list(), now()).find(({ phase }) => phase === 'signing');
    if (found) return found;
    const first = await generateSigningKey(key, { now: now(), signsFrom: now() });
    // Of several that find none, one makes it.
    await keys.change((present) => (present.some(({ retiredAt }) => retiredAt === undefined) ? {} : { add: first }));
    return findSigning();
  }

  async function open({ id, privateKey }: SigningKey) {
    const text = key.unseal(privateKey, sealPurpose);
    if (text === undefined) {
      const remedy = 'Put linkspan.key (or LINKSPAN_KEY) back, or make another with "linkspan key rotate --after 0m".';
      throw new Error(`the signing key ${id} was sealed with another installation key. ${remedy}`);
    }
    return { id, privateKey: await importJWK(JSON.parse(text), signingAlgorithm) };
  }

  return async (claims) => {
    const signing = await findSigning();
    if (opened?.id !== signing.id) opened = await open(signing);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: signingAlgorithm, kid: signing.id, typ: 'secevent+jwt' })
      .sign(opened.privateKey);
  };
}
