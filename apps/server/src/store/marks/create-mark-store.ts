import type { MarkStore, PendingMark } from '@linkspan/core';
import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { removeMarks } from './remove-marks.js';

interface MarkRow {
  readonly seq: number | string;
  readonly directory: string;
  readonly type: string;
  readonly id: string;
  readonly reach: PendingMark['reach'];
  readonly after_member: string | null;
  readonly origin: string | null;
}

export function createMarkStore({ read, write, dialect }: Database): MarkStore {
  return {
    async list(limit, reach) {
      const wanted = reach === undefined ? sql`` : sql`where reach = ${reach}`;
      const rows = await read.all<MarkRow>(sql`select * from marks ${wanted} order by seq limit ${limit}`);
      return rows.map(toMark);
    },
    async advance(seq, after) {
      await write((session) => session.all(sql`update marks set after_member = ${after} where seq = ${seq}`));
    },
    remove: (seqs) => write((session) => removeMarks(session, dialect, seqs)),
  };
}

function toMark({ seq, directory, type, id, reach, after_member, origin }: MarkRow): PendingMark {
  return {
    seq: Number(seq),
    directory,
    type,
    id,
    reach,
    ...(after_member !== null && { after: after_member }),
    ...(origin !== null && { origin: JSON.parse(origin) }),
  };
}
