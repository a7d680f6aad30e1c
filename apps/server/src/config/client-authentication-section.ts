import { z } from 'zod';
import { parseDistinguishedName } from '../authentication/parse-distinguished-name.js';
import { duration } from './duration.js';
import { secretReference } from './secret-reference.js';

const usernameRemedy = 'Write a user name without ":", which ends it in HTTP Basic.';
const keysRemedy = 'Write the https:// address of the JSON Web Key Set; http:// only on this machine itself.';
const lifetimeRemedy = 'Write a time from 1m to 24h, such as 1h.';
const headerRemedy = 'Write the name of a header that the proxy sets, such as X-SSL-Client-S-DN.';
const subjectRemedy = 'Write the whole distinguished name of the certificate, such as "CN=jumpcloud,O=Example".';
const day = 86_400_000;

/** Those with a private and a public half: a shared secret would have to stand here, where tokens already do. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

const basic = z
  .array(
    z.strictObject({
      username: z
        .string({ error: usernameRemedy })
        .min(1)
        .regex(/^[^:]*$/, { error: usernameRemedy }),
      password: secretReference,
    }),
  )
  .default([])
  .meta({ description: 'User names and passwords for HTTP Basic, as Okta sends them.' });

const jwt = z
  .strictObject({
    issuer: z.string().min(1).meta({ description: 'What `iss` has to be, to the letter.' }),
    audience: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .meta({ description: 'What `aud` has to name; of several, one.' }),
    jwks: z
      .url({ protocol: /^https?$/, error: keysRemedy })
      .refine(isSafeAddress, { error: keysRemedy })
      .meta({ description: 'Where the issuer publishes its public keys.' }),
    algorithms: z
      .array(z.enum(algorithms))
      .min(1)
      .default([...algorithms])
      .meta({ description: 'Of signatures; only such with a public key.' }),
    subject: z.string().min(1).exactOptional().meta({ description: 'What `sub` has to be.' }),
    claims: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .default({})
      .meta({ description: 'What other claims have to be; of a claim that is a list, one item.' }),
  })
  .exactOptional()
  .meta({ description: 'JSON Web Tokens that somebody else issues, as Entra does where its token is left blank.' });

const oauth = z
  .strictObject({
    clientId: z.string().min(1).meta({ description: 'Its id at `POST /oauth2/token`; no two clients have the same.' }),
    secret: secretReference,
    lifetime: duration
      .refine((time) => time >= 60_000 && time <= day, { error: lifetimeRemedy })
      .prefault('1h')
      .meta({ description: 'How long an access token holds, from 1m to 24h.' }),
  })
  .exactOptional()
  .meta({ description: 'OAuth 2 client credentials (RFC 6749 section 4.4) for short-lived tokens.' });

const mtls = z
  .strictObject({
    header: z
      .string({ error: headerRemedy })
      .regex(/^[A-Za-z0-9-]+$/, { error: headerRemedy })
      .transform((name) => name.toLowerCase())
      .meta({ description: "Where the proxy puts the subject of the caller's certificate." }),
    subject: z
      .string({ error: subjectRemedy })
      .refine((text) => parseDistinguishedName(text) !== undefined, { error: subjectRemedy })
      .meta({ description: 'The whole distinguished name, such as CN=jumpcloud,O=Example.' }),
    alone: z
      .boolean()
      .default(false)
      .meta({ description: 'True: the certificate is enough. Otherwise it is asked for beside the token.' }),
  })
  .exactOptional()
  .meta({ description: 'A client certificate that a proxy of `server.trustProxy` has verified.' });

/** How a client proves who it is, beside `tokens`. */
export const clientAuthenticationKeys = { basic, jwt, oauth, mtls };

/** What comes over plain HTTP could be anybody's keys. */
function isSafeAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
