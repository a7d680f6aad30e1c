import { pathOf } from './kind-of-request.js';
import type { RequestEntry } from './request-entry.js';

/** It was answered, and changed nothing: what a log may leave out. RFC 7644 §3.4.3 reads by POST. */
export function isRead({ method, path, status }: Pick<RequestEntry, 'method' | 'path' | 'status'>): boolean {
  if (status >= 400) return false;
  return method === 'GET' || method === 'HEAD' || (method === 'POST' && pathOf(path).endsWith('/.search'));
}
