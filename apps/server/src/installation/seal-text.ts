import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const version = 'v1';

/** `v1.<nonce>.<tag>.<text>`, in base64url. */
export function sealText(text: string, key: KeyObject): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, key, nonce);
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return [version, ...[nonce, sealing.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** Undefined where the key is another one, or anything was changed. */
export function unsealText(sealed: string, key: KeyObject): string | undefined {
  const [form, ...parts] = sealed.split('.');
  const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (form !== version || nonce?.length !== 12 || tag?.length !== 16 || text === undefined) return undefined;
  try {
    const opening = createDecipheriv(cipher, key, nonce, { authTagLength: 16 }).setAuthTag(tag);
    return Buffer.concat([opening.update(text), opening.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
