import { z } from 'zod';
import { type Database, saveSetting, sql } from '../store/index.js';

const problem = z.object({
  path: z.string(),
  line: z.number().exactOptional(),
  message: z.string(),
  remedy: z.string(),
});

const note = z.object({
  /** `rejected`: the file is not what holds, for the `problems` that it has. */
  state: z.enum(['in force', 'rejected']),
  /** Milliseconds since 1970. */
  at: z.number(),
  file: z.string(),
  problems: z.array(problem),
  /** Keys whose change waits for the next start. */
  restart: z.array(z.string()),
});

/** What became of the configuration file that the server read last. */
export type ConfigurationNote = z.output<typeof note>;

const key = 'configuration';

/** Leaves word for the command line, which is another process. */
export async function saveConfigurationNote(database: Database, given: ConfigurationNote): Promise<void> {
  await saveSetting(database, key, JSON.stringify(given));
}

/** Undefined before the first start. */
export async function findConfigurationNote(database: Database): Promise<ConfigurationNote | undefined> {
  const [row] = await database.read.all<{ readonly value: string }>(sql`select value from settings where key = ${key}`);
  return row && note.safeParse(JSON.parse(row.value)).data;
}

/** For `/readyz` and the status; undefined where the file is what holds. */
export function describeConfigurationNote({ state, restart }: ConfigurationNote): string | undefined {
  if (state === 'rejected') return 'rejected, the former one holds';
  return restart.length === 0 ? undefined : `in force, but for ${restart.join(', ')}: restart needed`;
}
