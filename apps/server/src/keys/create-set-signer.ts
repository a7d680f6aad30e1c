import type { JsonObject } from '@linkspan/core';
import { type CryptoKey, importJWK, SignJWT } from 'jose';
import type { InstallationKey } from '../installation/installation-key.js';
import type { KeyStore } from './create-key-store.js';
import { findSigningKey } from './find-signing-key.js';
import { sealPurpose, signingAlgorithm } from './generate-signing-key.js';
import type { SigningKey } from './signing-key.js';

/** Signs the claims of a SET. @throws where the key that signs cannot be opened, with what to do. */
export type SetSigner = (claims: JsonObject) => Promise<string>;

/** With the key that signs at the moment. */
export function createSetSigner(
  keys: KeyStore,
  key: Pick<InstallationKey, 'seal' | 'unseal'>,
  now: () => number = Date.now,
): SetSigner {
  let opened: { readonly id: string; readonly privateKey: CryptoKey | Uint8Array } | undefined;

  async function open({ id, privateKey }: SigningKey) {
    const text = key.unseal(privateKey, sealPurpose);
    if (text === undefined) {
      const remedy = 'Put linkspan.key (or LINKSPAN_KEY) back, or make another with "linkspan key rotate --after 0m".';
      throw new Error(`the signing key ${id} was sealed with another installation key. ${remedy}`);
    }
    return { id, privateKey: await importJWK(JSON.parse(text), signingAlgorithm) };
  }

  return async (claims) => {
    const signing = await findSigningKey(keys, key, now);
    if (opened?.id !== signing.id) opened = await open(signing);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: signingAlgorithm, kid: signing.id, typ: 'secevent+jwt' })
      .sign(opened.privateKey);
  };
}
