import { type Database, saveSetting, sql } from '../store/index.js';
import { type DoctorVisit, parseDoctorVisit } from './doctor-visit.js';

/** Where a visit is kept while it lasts: the one thing of it that is written anywhere. */
export interface VisitStore {
  add(visit: DoctorVisit): Promise<void>;
  find(name: string): Promise<DoctorVisit | undefined>;
  remove(name: string): Promise<void>;
}

const keyOf = (name: string) => `doctor:${name}`;

export function createVisitStore({ read, write }: Database): VisitStore {
  return {
    add: (visit) => saveSetting({ write }, keyOf(visit.name), JSON.stringify(visit)),
    async find(name) {
      const [row] = await read.all<{ readonly value: string }>(
        sql`select value from settings where key = ${keyOf(name)}`,
      );
      return row && parseDoctorVisit(JSON.parse(row.value));
    },
    async remove(name) {
      await write((session) => session.all(sql`delete from settings where key = ${keyOf(name)}`));
    },
  };
}

/** Forgets visits that ended before this time (milliseconds since 1970): of a doctor that was killed. Resolves with their number. */
export async function purgeDoctorVisits(database: Database, before: number): Promise<number> {
  const rows = await database.read.all<{ readonly key: string; readonly value: string }>(
    sql`select key, value from settings where key like ${'doctor:%'}`,
  );
  const ended = rows.filter(({ value }) => (parseDoctorVisit(JSON.parse(value))?.until ?? 0) < before);
  for (const { key } of ended)
    await database.write((session) => session.all(sql`delete from settings where key = ${key}`));
  return ended.length;
}
