import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { InstallationKey } from '../installation/installation-key.js';
import type { SigningKey } from './signing-key.js';

/** Every receiver has to be able to verify it (RFC 7518 §3.1 recommends it most, beside RSA). */
export const signingAlgorithm = 'ES256';

/** What the private halves are sealed for. */
export const sealPurpose = 'event signing key';

/** A new pair; its id is the thumbprint of its public half (RFC 7638). */
export async function generateSigningKey(
  key: Pick<InstallationKey, 'seal'>,
  { now, signsFrom }: { readonly now: number; readonly signsFrom: number },
): Promise<SigningKey> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true });
  const publicKey = await exportJWK(pair.publicKey);
  const id = await calculateJwkThumbprint(publicKey);
  const privateKey = key.seal(JSON.stringify(await exportJWK(pair.privateKey)), sealPurpose);
  return {
    id,
    publicKey: { ...publicKey, kid: id, alg: signingAlgorithm, use: 'sig' },
    privateKey,
    createdAt: now,
    signsFrom,
  };
}
