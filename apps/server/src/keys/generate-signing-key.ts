import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { InstallationKey } from '../installation/installation-key.js';
import type { SigningKey } from './signing-key.js';

/** Every receiver has to be able to verify it (RFC 7518 §3.1 recommends it most, beside RSA). */
export const signingAlgorithm = 'ES256';

/** What the private halves are sealed for. */
export const sealPurpose = 'event signing key';

/** A new pair; its id is the beginning of its public half's thumbprint (RFC 7638), in characters that a command line takes. */
export async function generateSigningKey(
  key: Pick<InstallationKey, 'seal'>,
  { now, signsFrom }: { readonly now: number; readonly signsFrom: number },
): Promise<SigningKey> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true });
  const publicKey = await exportJWK(pair.publicKey);
  const id = Buffer.from(await calculateJwkThumbprint(publicKey), 'base64url')
    .toString('hex')
    .slice(0, 16);
  const privateKey = key.seal(JSON.stringify(await exportJWK(pair.privateKey)), sealPurpose);
  return {
    id,
    publicKey: { ...publicKey, kid: id, alg: signingAlgorithm, use: 'sig' },
    privateKey,
    createdAt: now,
    signsFrom,
  };
}
