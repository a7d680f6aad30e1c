import { decodeEntities } from './decode-entities.js';

/**
 * Equal once WordPress has stored it: `sanitize_text_field` and kses strip tags and %-octets, collapse white space, and escape the
 * rest (W10). Without this every `Tom & Jerry` would be written again and again.
 */
export function sameText(desired: unknown, remote: unknown): boolean {
  return stored(desired) === stored(remote);
}

function stored(value: unknown): string {
  return decodeEntities(String(value))
    .replace(/<[^>]*>/g, '')
    .replace(/%[\da-f]{2}/gi, '')
    .replace(/[<>]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** WordPress finds accounts by log-in and e-mail without regard to case (W5). */
export function sameWithoutCase(desired: unknown, remote: unknown): boolean {
  return String(desired).trim().toLowerCase() === String(remote).trim().toLowerCase();
}

/** A missing scheme is added, `&` becomes an entity, spaces and brackets are encoded. */
export function sameUrl(desired: unknown, remote: unknown): boolean {
  return storedUrl(desired) === storedUrl(remote);
}

function storedUrl(value: unknown): string {
  const text = decodeEntities(String(value)).trim();
  const absolute = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(absolute)) return text;
  return new URL(absolute).href.replaceAll('[', '%5B').replaceAll(']', '%5D').replace(/\/$/, '');
}
