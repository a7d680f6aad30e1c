import { indexedAttributes, listUniquePaths, resourceTypes } from '@linkspan/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verbatim } from '../sql.js';
import { openSqliteFile, type SqliteFile } from '../testing/open-sqlite-file.js';
import { keyColumns } from './resource-keys.js';

let opened: SqliteFile;

beforeAll(async () => {
  opened = await openSqliteFile();
});

afterAll(() => opened.remove());

test('the store keeps unique what the schemas say to be unique, and nothing else', async () => {
  const { read } = opened.database;
  const columns = await read.all<{ readonly name: string }>(
    verbatim(`select info.name from pragma_index_list('resources') list, pragma_index_info(list.name) info
      where list."unique" = 1 and list.origin = 'c' and info.name not in ('directory', 'type')`),
  );
  const kept = columns.map(({ name }) => Object.entries(keyColumns).find(([, column]) => column === name)?.[0]);
  const said = resourceTypes.flatMap((type) => listUniquePaths(type).map(({ name }) => [type.name, name] as const));
  // Both sides have one: `userName` is what a refused commit names.
  expect(kept).toEqual(['userName']);
  expect(said).toEqual([['User', 'userName']]);
  for (const [type, name] of said) expect(indexedAttributes[type]).toContain(name);
});
