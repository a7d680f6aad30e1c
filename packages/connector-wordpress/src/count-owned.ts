import { ConnectorError, type Owned } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';

/** Below the REST root. */
type Route = string;

const typesSchema = z.record(
  z.string(),
  z.object({
    rest_base: z.string(),
    rest_namespace: z.string().default('wp/v2'),
    // An empty PHP array is a list in JSON.
    supports: z.record(z.string(), z.unknown()).catch({}),
  }),
);
const everySite: readonly Route[] = ['/wp/v2/posts', '/wp/v2/pages', '/wp/v2/media'];
const unseen = 'what the service account may not see, such as drafts';

/**
 * Counts what an account is the author of, in the types that the REST API shows and that have an author. What WordPress does not let the
 * service account see (it wants `edit_posts` and `edit_pages` for drafts) is said, not guessed.
 */
export async function countOwned(api: Api, id: string, signal: AbortSignal): Promise<Owned> {
  const named = await listTypes(api, signal);
  const counts: { readonly count: number; readonly whole: boolean }[] = [];
  for (const route of named ?? everySite) counts.push(await countOf(api, route, id, signal));
  const whole = named !== undefined && counts.every((one) => one.whole);
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    of: 'posts, pages and files',
    ...(!whole && { uncounted: unseen }),
  };
}

/** Undefined: the service account may not see which of them have an author. A type without one would count everybody's. */
async function listTypes(api: Api, signal: AbortSignal): Promise<readonly Route[] | undefined> {
  const to = 'list the types of content';
  // No `_fields`: in this one listing it would filter the names of the types.
  const query = { context: 'edit' };
  const json = await api.call({ method: 'GET', route: '/wp/v2/types', query, to }, signal).catch(unlessRefused);
  if (json === undefined) return undefined;
  return (
    Object.entries(parseAnswer(typesSchema, json, to))
      // WordPress's own parts (templates, blocks) are the site's, whoever saved them last.
      .filter(([name, { supports }]) => 'author' in supports && !name.startsWith('wp_'))
      .map(([, { rest_namespace, rest_base }]) => `/${rest_namespace}/${rest_base}`)
  );
}

async function countOf(api: Api, route: Route, author: string, signal: AbortSignal) {
  const count = (query: Readonly<Record<string, string>>) =>
    api.count({ method: 'GET', route, query: { author, ...query }, to: 'count what an account owns' }, signal);
  // Files have no drafts, and their route does not know the word.
  const everything = route.endsWith('/media') ? {} : { status: 'any' };
  const all = await count(everything).catch(unlessRefused);
  if (all !== undefined) return { count: all, whole: true };
  return { count: (await count({}).catch(unlessRefused)) ?? 0, whole: false };
}

/** A refusal of the rights, not of the request as such. */
function unlessRefused(error: unknown): undefined {
  if (ConnectorError.is(error) && (error.kind === 'unsupported' || error.field === 'status')) return undefined;
  throw error;
}
