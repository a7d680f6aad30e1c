import { z } from 'zod';
import { type Database, sql } from '../store/index.js';
import { type StrayRequests, strayRequestsKey } from './stray-request.js';

/** Milliseconds. */
const kept = 7 * 86_400_000;

const stored = z.array(
  z.object({
    place: z.string(),
    count: z.number(),
    first: z.number(),
    last: z.number(),
    address: z.string().exactOptional(),
  }),
);

/** Those of the last seven days, the latest first. */
export async function listStrayRequests({ read }: Database, now = Date.now()): Promise<readonly StrayRequests[]> {
  const [row] = await read.all<{ readonly value: string }>(
    sql`select value from settings where key = ${strayRequestsKey}`,
  );
  if (!row) return [];
  return stored.parse(JSON.parse(row.value)).filter(({ last }) => last > now - kept);
}
