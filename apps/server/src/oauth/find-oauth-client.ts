import { createAllowList } from '../authentication/create-allow-list.js';
import { type CertificateEvidence, createCertificateCheck } from '../authentication/create-certificate-check.js';
import { hashPassword } from '../authentication/hash-password.js';
import { isOneOf } from '../authentication/is-one-of.js';
import type { Client } from '../connectors/client.js';
import type { TokenGrant } from './read-token-request.js';

export interface OauthEvidence extends CertificateEvidence {
  /** The sender's, by `trustProxy`. */
  readonly address?: string;
}

export type OauthJudgement =
  | { readonly client: Client }
  /** Why not; the client where it is known, whoever asked. */
  | { readonly refused: string; readonly client?: Client };

/** Judges who asks for a token, by the same rules of address and certificate as its requests. An unknown id costs what a wrong secret does. */
export function createFindOauthClient(
  clients: readonly Client[],
  isTrustedProxy: (peer: string | undefined) => boolean,
): (grant: TokenGrant, evidence: OauthEvidence) => OauthJudgement {
  const parties = new Map(
    clients.flatMap((client) => {
      const { oauth, allow, mtls } = client;
      if (!oauth) return [];
      const party = {
        client,
        hashes: [Buffer.from(oauth.hash, 'hex')],
        allows: createAllowList(allow),
        findCertificateFault: mtls && createCertificateCheck(mtls, isTrustedProxy),
      };
      return [[oauth.clientId, party] as const];
    }),
  );
  return ({ clientId, secrets }, evidence) => {
    const party = parties.get(clientId) ?? parties.get(secrets.at(-1)?.clientId ?? '');
    const hits = secrets.filter((one) => isOneOf(party?.hashes ?? [], hashPassword(one.clientId, one.secret)));
    if (!party) return { refused: 'there is no such client id' };
    const { client, allows, findCertificateFault } = party;
    if (!allows(evidence.address))
      return {
        client,
        refused: `the address ${evidence.address ?? 'of the sender'} is not in clients.${client.name}.allow`,
      };
    const fault = findCertificateFault?.(evidence);
    if (fault !== undefined) return { client, refused: fault };
    return hits.length > 0 ? { client } : { client, refused: 'the client secret is wrong' };
  };
}
