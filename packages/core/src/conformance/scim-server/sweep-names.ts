import { at } from './at.js';
import { listAt } from './list-at.js';
import type { Send } from './open-target.js';

const headers = { accept: 'application/scim+json' };
const named = [
  ['/Groups', 'displayName'],
  ['/Users', 'userName'],
] as const;

/**
 * Deletes users and groups whose names begin so: what came to be without the server saying where, in a bulk that failed half-way. What a
 * filter finds is compared again before it is deleted. The paths of what is still there.
 */
export async function sweepNames(send: Send, prefix: string): Promise<readonly string[]> {
  const left: string[] = [];
  for (const [endpoint, name] of named) {
    const filter = encodeURIComponent(`${name} sw "${prefix}"`);
    const { json } = await send({ method: 'GET', path: `${endpoint}?filter=${filter}`, headers });
    for (const found of listAt(json, 'Resources')) {
      const id = at(found, 'id');
      if (typeof id !== 'string' || !String(at(found, name)).startsWith(prefix)) continue;
      const path = `${endpoint}/${encodeURIComponent(id)}`;
      const { status } = await send({ method: 'DELETE', path, headers });
      if (status >= 400 && status !== 404) left.push(path);
    }
  }
  return left;
}
