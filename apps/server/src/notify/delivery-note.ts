import { z } from 'zod';
import type { Settings } from '../store/index.js';
import type { Delivery } from './deliver.js';

const delivery = z.object({
  channel: z.enum(['webhook', 'email']),
  at: z.number(),
  error: z.string().exactOptional(),
});
const key = 'notify-delivery';

/** What became of the last message, by each way: for the command line, which is another process. */
export async function saveDeliveries(settings: Pick<Settings, 'set'>, deliveries: readonly Delivery[]): Promise<void> {
  await settings.set(
    key,
    deliveries.map((one) => ({ ...one })),
  );
}

export async function findDeliveries(settings: Pick<Settings, 'find'>): Promise<readonly Delivery[]> {
  return z.array(delivery).safeParse(await settings.find(key)).data ?? [];
}
