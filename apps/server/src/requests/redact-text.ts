import { findProperty, isJsonObject, type Json } from '@linkspan/core';

const secretName = /pass(word|phrase)?|secret|token|credential|private_?key/i;
const hidden = '[redacted]';
const namesSecretKey = /password|"[^"]*(secret|token|credential)[^"]*"\s*:/i;
/** Characters that are kept of a body, and up to which one is taken apart to be redacted. */
const kept = 8_192;
const parsed = 262_144;

/**
 * A body as the request log keeps it: without passwords and tokens, cut at 8 KB. One that cannot be taken apart (too large, or not
 * JSON) is left out whole where it names a secret.
 */
export function redactText(text: string): string {
  if (!secretName.test(text) && !text.includes('\\u')) return cut(text);
  const document = text.length <= parsed ? parse(text) : undefined;
  if (document === undefined && !namesSecretKey.test(text)) return cut(text);
  if (document === undefined) return `[${text.length} characters, left out because they may hold a secret]`;
  return cut(JSON.stringify(redact(document)));
}

/** The same for a URL's query: the values that a filter compares a secret with. */
export function redactQuery(query: string): string {
  return /password/i.test(decode(query)) ? hidden : query;
}

function redact(value: Json): Json {
  if (Array.isArray(value)) return value.map(redact);
  if (!isJsonObject(value)) return value;
  // A PATCH operation names its target beside the value, and is read in any case.
  const path = findProperty(value, 'path');
  const namesSecret = typeof path === 'string' && secretName.test(path);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const secret = secretName.test(key) || (namesSecret && key.toLowerCase() === 'value');
      return [key, secret && item !== null ? hidden : redact(item)];
    }),
  );
}

function cut(text: string): string {
  return text.length <= kept ? text : `${text.slice(0, kept)}… [${text.length - kept} more characters]`;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decode(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}
