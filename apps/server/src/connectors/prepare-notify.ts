import type { NotifySection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { resolveSecret, type SecretSource } from '../config/resolve-secret.js';
import type { SecretReference } from '../config/secret-reference.js';

/** Where messages go, with its secrets. */
export interface Notify {
  readonly webhook?: { readonly url: string; readonly secret: string };
  readonly email?: { readonly smtp: string; readonly from: string; readonly to: readonly string[] };
}

export interface PreparedNotify {
  readonly notify: Notify;
  readonly problems: readonly LocatedProblem[];
}

/** What a reference may hold there, and what to put into it. */
const webhookUrl = { pattern: /^https?:\/\/[^\s/]+/, remedy: 'It must look like https://chat.example.com/hooks/….' };
const smtpUrl = { pattern: /^smtps?:\/\/[^\s/]+/, remedy: 'It must look like smtp://user:password@host:587.' };
const anything = { pattern: /\S/, remedy: 'Make one with "openssl rand -hex 32".' };

export function prepareNotify({ webhook, email }: NotifySection, source: SecretSource): PreparedNotify {
  const problems: LocatedProblem[] = [];

  function read(
    value: string | SecretReference,
    steps: readonly string[],
    { pattern, remedy }: { readonly pattern: RegExp; readonly remedy: string },
  ): string {
    if (typeof value === 'string') return value;
    const secret = resolveSecret(value, source);
    if ('missing' in secret) problems.push(locate(['notify', ...steps], secret.missing));
    else if (!pattern.test(secret.value))
      problems.push(locate(['notify', ...steps], { message: 'refers to something that cannot be used there', remedy }));
    return 'value' in secret ? secret.value : '';
  }

  const notify = {
    ...(webhook && {
      webhook: {
        url: read(webhook.url, ['webhook', 'url'], webhookUrl),
        secret: read(webhook.secret, ['webhook', 'secret'], anything),
      },
    }),
    ...(email && {
      email: {
        smtp: read(email.smtp, ['email', 'smtp'], smtpUrl),
        from: email.from ?? email.to[0] ?? '',
        to: email.to,
      },
    }),
  };
  return { notify, problems };
}
