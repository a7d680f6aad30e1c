import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';

export interface SetClaims extends JWTPayload {
  readonly jti: string;
  readonly txn: string;
  readonly toe: number;
  readonly sub_id: { readonly format: string; readonly uri: string };
  readonly events: Readonly<Record<string, { readonly attributes?: readonly string[]; readonly data?: unknown }>>;
}

export const issuer = 'https://hub.example.com';

/** What a receiver does with a SET: the signature by the keys that are served, issuer, audience and type. */
export async function verifySet(url: string, token: string, audience: string): Promise<SetClaims> {
  const answer = await fetch(`${url}/.well-known/jwks.json`);
  const keys = createLocalJWKSet((await answer.json()) as JSONWebKeySet);
  const { payload } = await jwtVerify<SetClaims>(token, keys, {
    issuer,
    audience,
    typ: 'secevent+jwt',
    algorithms: ['ES256'],
  });
  return payload;
}
