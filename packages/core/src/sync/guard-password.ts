import type { ResourceConnector } from '../connector/connector.js';
import { ConnectorError } from '../connector/connector-error.js';
import { wrapMethods } from './wrap-methods.js';

/**
 * The same accounts; a password that is written does not come out of them: neither in an account, where a vendor shows it, nor in an
 * error, where a vendor repeats what it refuses.
 */
export function guardPassword(accounts: ResourceConnector, remote: string): ResourceConnector {
  return wrapMethods(accounts, async (name, call, given) => {
    try {
      return withoutField(await call(), remote);
    } catch (error) {
      const secret = secretIn(name, given, remote);
      throw typeof secret === 'string' ? withoutSecret(error, secret) : error;
    }
  });
}

function secretIn(name: string, [first, second]: readonly unknown[], remote: string): unknown {
  const fields = name === 'create' ? first : name === 'update' && isObject(second) ? second.set : undefined;
  return isObject(fields) ? fields[remote] : undefined;
}

/** Of an account, of those of a page, and of the one that a removal left. */
function withoutField(result: unknown, remote: string): unknown {
  if (!isObject(result)) return result;
  const { fields, items, account } = result;
  if (Array.isArray(items)) return { ...result, items: items.map((item) => withoutField(item, remote)) };
  if (isObject(account)) return { ...result, account: withoutField(account, remote) };
  if (!isObject(fields) || !(remote in fields)) return result;
  const { [remote]: _, ...shown } = fields;
  return { ...result, fields: shown };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without what lies behind the error, too: nobody knows what it holds. */
function withoutSecret(error: unknown, secret: string): Error {
  const said = error instanceof Error ? error.message : String(error);
  const message = spellingsOf(secret).reduce((text, spelling) => text.replaceAll(spelling, '[redacted]'), said);
  if (!ConnectorError.is(error)) return new Error(message);
  const { kind, field, retryAfter, outcomeUnknown } = error;
  return new ConnectorError(kind, message, {
    outcomeUnknown,
    ...(field !== undefined && { field }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

/** Plain, in JSON, in a URL and in HTML; the longest first, since it may hold another. */
function spellingsOf(secret: string): readonly string[] {
  const inHtml = secret.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  const spellings = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), inHtml];
  return [...new Set(spellings)].toSorted((one, other) => other.length - one.length);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};
