import type { ResourceType } from '@linkspan/core';
import type { Logger } from 'pino';
import { type Database, indexUniqueValues } from '../store/index.js';

/** Values shown in the log; more are counted. */
const shown = 20;

/** Makes unique what the schemas say by now to be, and tells the operator of what cannot be. */
export async function indexDeclaredValues(
  database: Database,
  types: readonly ResourceType[],
  log: Logger,
): Promise<void> {
  const shared = await indexUniqueValues(database, types);
  if (shared.length === 0) return;
  const message = 'values that are to be unique stand in several resources: give each of these another one';
  log.warn({ count: shared.length, resources: shared.slice(0, shown) }, message);
}
