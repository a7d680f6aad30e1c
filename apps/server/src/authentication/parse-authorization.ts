/** What `Authorization` holds: RFC 6750 §2.1, RFC 7617 §2. */
export type Credentials =
  | { readonly scheme: 'bearer'; readonly token: string }
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string };

/** Undefined for what is neither; schemes without case. */
export function parseAuthorization(authorization: string): Credentials | undefined {
  const [, scheme = '', value = ''] = /^(bearer|basic) +([^\s]+) *$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: value };
  if (scheme === '') return undefined;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const mark = text.indexOf(':');
  if (mark === -1) return undefined;
  return { scheme: 'basic', username: text.slice(0, mark), password: text.slice(mark + 1) };
}
