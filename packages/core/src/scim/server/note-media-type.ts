import type { ParsedRequest } from '../message.js';
import type { Tolerate } from '../tolerate.js';

const mediaTypes = new Set(['application/scim+json', 'application/json']);

/** RFC 7644 §3.1. Any other is taken for JSON, too: clients send none at all, or `text/plain`. */
export function noteMediaType({ body, headers }: ParsedRequest, tolerate: Tolerate): void {
  if (body === undefined) return;
  const sent = headers['content-type'] ?? '';
  if (mediaTypes.has((sent.split(';')[0] ?? '').trim().toLowerCase())) return;
  const found =
    sent === '' ? 'No Content-Type was sent.' : `The Content-Type is ${JSON.stringify(sent.slice(0, 100))}.`;
  tolerate('media-type', `${found} Send application/scim+json.`);
}
