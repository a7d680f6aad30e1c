import type { EventSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { resolveSecret, type SecretSource } from '../config/resolve-secret.js';
import type { SecretReference } from '../config/secret-reference.js';
import type { EventReceiver } from '../events/event-receiver.js';

/** What a receiver sends us must be no guess; what we send it is its own affair. */
const shortestToken = 24;

export interface PreparedReceiver {
  readonly receiver: EventReceiver;
  readonly problems: readonly LocatedProblem[];
}

export function prepareEventReceiver(name: string, section: EventSection, source: SecretSource): PreparedReceiver {
  const problems: LocatedProblem[] = [];

  function read(reference: SecretReference, steps: readonly (string | number)[], shortest: number): string {
    const secret = resolveSecret(reference, source);
    const problem = 'missing' in secret ? secret.missing : judgeToken(secret.value, shortest);
    if (problem) problems.push(locate(['events', name, ...steps], problem));
    return 'value' in secret ? secret.value : '';
  }

  const { directory, types, include, audience } = section;
  const common = { name, directory, types, include, ...(audience !== undefined && { audience }) };
  if (section.delivery === 'poll') {
    const tokens = section.tokens.map((reference, index) => read(reference, ['tokens', index], shortestToken));
    return { receiver: { ...common, delivery: 'poll', tokens }, problems };
  }
  const { url, token } = section;
  const sent = token && { token: read(token, ['token'], 1) };
  return { receiver: { ...common, delivery: 'push', url, ...sent }, problems };
}

function judgeToken(token: string, shortest: number) {
  if (token.length >= shortest && !/[^\x21-\x7e]/.test(token)) return undefined;
  const message =
    token.length < shortest ? `is shorter than ${shortest} characters` : 'has something in it that no header can carry';
  const remedy =
    shortest > 1 ? 'Make one with "openssl rand -hex 32".' : 'Write the token alone, without "Bearer" or white space.';
  return { message, remedy };
}
