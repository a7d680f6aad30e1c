import { createHmac } from 'node:crypto';

/** The header `Linkspan-Signature`: `t` is in seconds since 1970, `v1` the HMAC-SHA256 of `<t>.<body>`, hexadecimal. */
export function signBody(body: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}
