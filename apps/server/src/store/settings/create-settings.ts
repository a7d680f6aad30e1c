import type { Json } from '@linkspan/core';
import type { Database } from '../database.js';
import { saveSetting } from '../save-setting.js';
import { sql } from '../sql.js';

/** What belongs to the whole installation, by key. */
export interface Settings {
  find(key: string): Promise<Json | undefined>;
  set(key: string, value: Json): Promise<void>;
  /** Sets it only where `before` still stands there (`undefined`: nothing does). False: somebody else was there first. */
  exchange(key: string, before: Json | undefined, value: Json): Promise<boolean>;
}

export function createSettings({ read, write }: Database): Settings {
  return {
    async find(key) {
      const [row] = await read.all<{ readonly value: string }>(sql`select value from settings where key = ${key}`);
      return row && (JSON.parse(row.value) as Json);
    },
    async set(key, value) {
      await saveSetting({ write }, key, JSON.stringify(value));
    },
    async exchange(key, before, value) {
      const after = JSON.stringify(value);
      const written = await write((session) =>
        session.all(
          before === undefined
            ? sql`insert into settings (key, value) values (${key}, ${after}) on conflict (key) do nothing returning key`
            : sql`update settings set value = ${after} where key = ${key} and value = ${JSON.stringify(before)} returning key`,
        ),
      );
      return written.length > 0;
    },
  };
}
