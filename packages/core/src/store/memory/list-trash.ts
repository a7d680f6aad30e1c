import type { TrashedResource, TrashQuery } from '../resource-store.js';
import type { DirectoryState } from './directory-state.js';
import { toRecord } from './to-record.js';

export function listTrash(
  directory: DirectoryState,
  client: string,
  { type, before = Number.POSITIVE_INFINITY, limit }: TrashQuery,
): readonly TrashedResource[] {
  return [...directory.trash.values()]
    .filter(({ seq, record }) => seq < before && (type === undefined || record.type === type))
    .sort((a, b) => b.seq - a.seq)
    .slice(0, limit)
    .map(({ seq, deletedAt, deletedBy, ...stored }) => ({
      seq,
      record: toRecord(stored, client),
      deletedAt,
      deletedBy,
    }));
}
