import { foldCase, parseFilter, resolveFilter, userType } from '@linkspan/core';
import { nameOf } from './name-of.js';
import type { StoreHost } from './operator-host.js';
import { readTrash } from './read-trash.js';

/** Whose history is asked for: who has the userName, else whoever had it and was deleted last, else the text is taken for an id. */
export async function findPersonId({ directories, store }: StoreHost, person: string): Promise<string> {
  const filter = resolveFilter(userType, parseFilter(`userName eq ${JSON.stringify(person)}`));
  for (const directory of directories) {
    const query = { type: 'User', filter, startIndex: 1, count: 1, withoutTotal: true };
    const [living] = (await store.resources.query({ directory, client: '' }, query)).resources;
    if (living) return living.id;
  }
  for (const directory of directories) {
    for await (const { record } of readTrash(store.resources, { directory, client: '' }, 'User'))
      if (foldCase(nameOf(record)) === foldCase(person)) return record.id;
  }
  return person;
}
