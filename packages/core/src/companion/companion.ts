import { z } from 'zod';

/**
 * What a site's companion says of itself at the root of its address. `docs/companion-protocol.md` has the whole of it; both of our
 * companions, and any other that keeps to that page, answer so.
 */
export const companionSchema = z.object({
  companion: z.literal(1),
  version: z.string(),
  /** Made when it was installed: another one is another site, or the same one installed anew. */
  site: z.string(),
  features: z.array(z.string()),
  feed: z.object({ id: z.string(), first: z.int().nonnegative(), last: z.int().nonnegative() }),
  /** Whether it has an address to send its webhook to. */
  webhook: z.boolean(),
});

export type Companion = z.output<typeof companionSchema>;
