/** Ids are numbers in the database and sort as text outside. */
export function formatRowId(id: number | string): string {
  return String(id).padStart(12, '0');
}

/** 0 where it is no id of this store. */
export function parseRowId(id: string): number {
  return /^\d{12,15}$/.test(id) ? Number(id) : 0;
}
