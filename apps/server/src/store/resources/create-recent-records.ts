import { findAttributesText, type ResourceRecord, type Scope } from '@linkspan/core';

export interface RecentRecords {
  note(scope: Scope, record: ResourceRecord): void;
  /** Perhaps not how it stands any more. Nobody is told twice. */
  take(scope: Scope, type: string, id: string): ResourceRecord | undefined;
}

/** How many, and of what length at most: this is for who changes what they have just read, and no cache. */
const most = 64;
const longest = 32_768;

/** What was found last, as that client sees it. */
export function createRecentRecords(): RecentRecords {
  const records = new Map<string, ResourceRecord>();
  const keyOf = ({ directory, client }: Scope, type: string, id: string) => `${directory}\n${client}\n${type}\n${id}`;
  return {
    note(scope, record) {
      if ((findAttributesText(record)?.length ?? longest) >= longest) return;
      records.set(keyOf(scope, record.type, record.id), record);
      if (records.size <= most) return;
      const [oldest] = records.keys();
      if (oldest !== undefined) records.delete(oldest);
    },
    take(scope, type, id) {
      const key = keyOf(scope, type, id);
      const record = records.get(key);
      records.delete(key);
      return record;
    },
  };
}
