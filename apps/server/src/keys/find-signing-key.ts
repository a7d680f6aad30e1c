import type { InstallationKey } from '../installation/installation-key.js';
import type { KeyStore } from './create-key-store.js';
import { generateSigningKey } from './generate-signing-key.js';
import { judgeKeys } from './judge-keys.js';
import type { SigningKey } from './signing-key.js';

/** The key that signs at the moment; where there is none yet, the first one is made. */
export async function findSigningKey(
  keys: KeyStore,
  key: Pick<InstallationKey, 'seal'>,
  now: () => number,
): Promise<SigningKey> {
  const found = judgeKeys(await keys.list(), now()).find(({ phase }) => phase === 'signing');
  if (found) return found;
  const first = await generateSigningKey(key, { now: now(), signsFrom: now() });
  // Of several that find none, one makes it.
  await keys.change((present) => (present.some(({ retiredAt }) => retiredAt === undefined) ? {} : { add: first }));
  return findSigningKey(keys, key, now);
}
