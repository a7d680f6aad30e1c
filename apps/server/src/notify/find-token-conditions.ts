import type { TokenRecord } from '../tokens/token-record.js';
import type { Condition } from './condition.js';
import { describeSpan } from './describe-span.js';

const day = 24 * 3_600_000;
/** How long before its end a token is told of, and how long after. */
const soon = 14 * day;
const verySoon = 3 * day;
const lately = 7 * day;

/** Tokens that end soon, or have just ended, and that no other has taken the place of. */
export function findTokenConditions(client: string, tokens: readonly TokenRecord[], now: number): readonly Condition[] {
  return tokens.flatMap((token) => {
    const { id, name, expiresAt, revokedAt, kind } = token;
    if (expiresAt === undefined || revokedAt !== undefined || kind === 'access') return [];
    const left = expiresAt - now;
    if (left > soon || left < -lately || tokens.some((other) => replaces(other, token))) return [];
    const ended = left <= 0;
    return [
      {
        key: `token ${id}`,
        kind: 'token',
        client,
        title: ended
          ? `The token "${name}" of ${client} has expired: its requests are refused`
          : `The token "${name}" of ${client} expires in ${describeSpan(left)}`,
        remedy: `linkspan token rotate ${client}, then enter the new one at the identity provider`,
        weight: ended ? 4 : left <= verySoon ? 2 : 1,
      },
    ];
  });
}

/** As `token rotate` makes one: of the same name, later, and for longer. */
function replaces(other: TokenRecord, { id, name, createdAt, expiresAt = 0 }: TokenRecord): boolean {
  if (other.id === id || other.name !== name || other.revokedAt !== undefined) return false;
  return other.createdAt > createdAt && (other.expiresAt ?? Number.POSITIVE_INFINITY) > expiresAt;
}
