import { ConnectorError } from '@linkspan/core';
import type { Api } from './api.js';
import { type Group, groupSchema } from './group.js';
import { type Listing, readPage } from './read-page.js';

/** By name, which is known to be there; no document says which fields may be sorted by. */
export const groupListing: Listing<typeof groupSchema> = {
  path: '/api/v2/usergroups',
  query: { sort: 'name' },
  item: groupSchema,
  idOf: ({ id }) => id,
  to: 'list groups',
};

/** The one group with this very name. Values of V2's filter know wildcards, and its lists commas: names that hold such are looked for in the listing. */
export async function findGroup(api: Api, name: string, signal: AbortSignal): Promise<Group | undefined> {
  if (name === '') return undefined;
  const plain = !/[,*?%:|\\]/.test(name);
  const listing = plain
    ? { ...groupListing, query: { filter: `name:eq:${name}`, ...groupListing.query } }
    : groupListing;
  const found: Group[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(api, listing, cursor, signal);
    if (!page.complete) {
      const text = 'jumpcloud: groups came and went while one was looked for. Try again.';
      throw new ConnectorError('unavailable', text);
    }
    found.push(...page.items.filter((group) => group.name === name));
    cursor = page.next;
  } while (cursor !== undefined);
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(' and ');
    const text = `jumpcloud: groups ${ids} have the same name. Give each its own in JumpCloud's console under User Groups.`;
    throw new ConnectorError('invalid', text, { field: 'name' });
  }
  return found[0];
}
