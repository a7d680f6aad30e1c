import { z } from 'zod';

/** RFC 8936 §2.4. Members that are not known are passed over. */
export const pollRequest = z.object({
  maxEvents: z.int().min(0).optional(),
  returnImmediately: z.boolean().default(false),
  ack: z.array(z.string().max(200)).max(10_000).default([]),
  setErrs: z
    .record(z.string().max(200), z.object({ err: z.string(), description: z.string().optional() }))
    .refine((errors) => Object.keys(errors).length <= 1_000)
    .default({}),
});

export type PollRequest = z.output<typeof pollRequest>;
