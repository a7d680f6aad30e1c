import { hashPassword } from '../authentication/hash-password.js';
import type { ClientSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { resolveSecret, type SecretSource } from '../config/resolve-secret.js';
import type { SecretReference } from '../config/secret-reference.js';
import type { Client } from './client.js';
import { judgeSecret } from './judge-secret.js';

type Authentication = Pick<Client, 'tokens' | 'passwords' | 'jwt' | 'oauth' | 'mtls' | 'allow' | 'rate'>;

/** How a client proves who it is: secrets are read and judged, and passwords hashed. */
export function prepareAuthentication(
  name: string,
  section: ClientSection,
  source: SecretSource,
): { readonly authentication: Authentication; readonly problems: readonly LocatedProblem[] } {
  const { basic, jwt, oauth, mtls, allow, rate } = section;
  const problems: LocatedProblem[] = [];

  function read(reference: SecretReference, at: readonly PropertyKey[]): readonly string[] {
    const secret = resolveSecret(reference, source);
    const problem = 'missing' in secret ? secret.missing : judgeSecret(secret.value);
    if (problem) problems.push(locate(['clients', name, ...at], problem));
    return 'value' in secret ? [secret.value] : [];
  }

  const tokens = section.tokens.flatMap((token, index) => read(token, ['tokens', index]));
  const passwords = basic.flatMap(({ username, password }, index) =>
    read(password, ['basic', index, 'password']).map((text) => hashPassword(username, text).toString('hex')),
  );
  const [secret] = oauth ? read(oauth.secret, ['oauth', 'secret']) : [];
  return {
    authentication: {
      tokens,
      ...(passwords.length > 0 && { passwords }),
      ...(jwt && { jwt }),
      ...(oauth &&
        secret !== undefined && {
          oauth: {
            clientId: oauth.clientId,
            hash: hashPassword(oauth.clientId, secret).toString('hex'),
            lifetime: oauth.lifetime,
          },
        }),
      ...(mtls && { mtls }),
      ...(allow && { allow }),
      rate,
    },
    problems,
  };
}
