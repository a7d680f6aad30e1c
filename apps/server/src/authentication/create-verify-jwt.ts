import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Client } from '../connectors/client.js';
import { createKeySet, KeysUnavailableError } from './create-key-set.js';
import { everything } from './everything.js';
import type { Proof } from './way.js';

/** Which foreign tokens a client accepts: `clients.<name>.jwt`. */
export interface JwtTrust {
  readonly issuer: string;
  readonly audience: string | string[];
  readonly jwks: string;
  readonly algorithms: string[];
  readonly subject?: string;
  readonly claims: Readonly<Record<string, string | number | boolean>>;
}

/** Seconds that clocks may differ. */
const leeway = 30;
/** Seconds after which the issuer's keys may be had again. */
const retryAfter = 10;

export function createVerifyJwt(client: Client, trust: JwtTrust, now: () => number): (token: string) => Promise<Proof> {
  const { issuer, audience, jwks, algorithms, subject, claims } = trust;
  const keys = createKeySet({ url: jwks, now });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        clockTolerance: leeway,
        currentDate: new Date(now()),
        // One that never ends could never be taken back.
        requiredClaims: ['exp'],
        ...(subject !== undefined && { subject }),
      });
      const wrong = Object.entries(claims).find(([name, wanted]) => !holds(payload[name], wanted));
      if (wrong) return { refused: describeClaim(wrong[0], payload) };
      return { caller: { client, scopes: everything }, until: ((payload.exp ?? 0) + leeway) * 1_000 };
    } catch (error) {
      if (error instanceof KeysUnavailableError)
        return { refused: `the keys of the issuer cannot be had: ${error.message}`, retryAfter };
      if (error instanceof errors.JOSEError) return { refused: describe(error) };
      throw error;
    }
  };
}

function holds(claim: unknown, wanted: string | number | boolean): boolean {
  return Array.isArray(claim) ? claim.includes(wanted) : claim === wanted;
}

/** What is shown of a token was signed by the issuer: signatures are judged first. */
function describe(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired)
    return `the JWT expired at ${new Date((error.payload.exp ?? 0) * 1_000).toISOString()}`;
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf') return 'the JWT is not valid yet: compare the clocks';
    return describeClaim(error.claim, error.payload);
  }
  if (error instanceof errors.JWKSNoMatchingKey) return 'the JWT is signed with a key that its issuer does not publish';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature of the JWT is wrong';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the JWT is signed with an algorithm that is not allowed';
  return `the JWT is not well-formed (${error.code})`;
}

function describeClaim(name: string, payload: JWTPayload): string {
  const value = payload[name];
  if (value === undefined) return `the JWT has no "${name}"`;
  return `"${name}" of the JWT is ${(JSON.stringify(value) ?? '').slice(0, 120)}, which is not what is configured`;
}
