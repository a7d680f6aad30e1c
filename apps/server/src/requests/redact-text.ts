import { findProperty, isJsonObject, isNestedDeeper, type Json, maximumDepth } from '@linkspan/core';

const secretName = /pass(word|phrase)?|secret|token|credential|private_?key/i;
const redacted = '[redacted]';
/** Characters that are kept of a body, and up to which one is taken apart to be redacted. */
const kept = 8_192;
const parsed = 262_144;

/**
 * A body as the request log keeps it: without passwords and tokens, cut at 8 KB. One that cannot be taken apart (too large, too deep, or
 * not JSON) is left out whole where it names a secret. `hidden` finds names of attributes that are secrets, too. Never throws.
 */
export function redactText(text: string, hidden?: RegExp): string {
  const plain = unescapeLetters(text);
  if (!isSecret(plain, hidden)) return cut(text);
  const document = parse(text);
  if (document === undefined && !namesSecret(plain, hidden)) return cut(text);
  if (document === undefined) return `[${text.length} characters, left out because they may hold a secret]`;
  return cut(JSON.stringify(redact(document, hidden)));
}

function isSecret(name: string, hidden: RegExp | undefined): boolean {
  return secretName.test(name) || hidden?.test(name) === true;
}

/** The same for a URL's query: the values that a filter compares a secret with. */
export function redactQuery(query: string, hidden?: RegExp): string {
  const plain = decode(query);
  return /password/i.test(plain) || hidden?.test(plain) ? redacted : query;
}

function redact(value: Json, hidden: RegExp | undefined): Json {
  if (Array.isArray(value)) return value.map((item: Json) => redact(item, hidden));
  if (!isJsonObject(value)) return value;
  // A PATCH operation names its target beside the value, and is read in any case.
  const path = findProperty(value, 'path');
  const isOfSecret = typeof path === 'string' && isSecret(path, hidden);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const secret = isSecret(key, hidden) || (isOfSecret && key.toLowerCase() === 'value');
      return [key, secret && item !== null ? redacted : redact(item, hidden)];
    }),
  );
}

/** Words that may be secrets' names in one text: more are not looked at, and taken for some. */
const mostWords = 1_000;

/** Whether a text that was not taken apart speaks of a password, or has a key that is named like a secret. */
function namesSecret(text: string, hidden: RegExp | undefined): boolean {
  if (hidden?.test(text)) return true;
  let words = 0;
  let quote = -1;
  for (const { 0: word, index } of text.matchAll(new RegExp(secretName, 'gi'))) {
    words += 1;
    if (words > mostWords || /^password$/i.test(word)) return true;
    if (quote < index) quote = text.indexOf('"', index);
    if (quote === -1) return false;
    if (/^"\s*:/.test(text.slice(quote, quote + 10))) return true;
  }
  return false;
}

/** Letters may be written as `\u0070`. */
function unescapeLetters(text: string): string {
  if (!text.includes('\\u00')) return text;
  return text.replace(/\\u00([4-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** PostgreSQL keeps no text with U+0000 in it. */
function cut(text: string): string {
  const shown = text.slice(0, kept).replaceAll('\0', '\ufffd');
  return text.length <= kept ? shown : `${shown}… [${text.length - kept} more characters]`;
}

/** Undefined for what is no JSON, and for what would take too long or nest too deep to be walked through. */
function parse(text: string): Json | undefined {
  if (text.length > parsed || isNestedDeeper(text, maximumDepth)) return undefined;
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
