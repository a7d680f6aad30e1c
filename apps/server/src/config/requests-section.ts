import { z } from 'zod';
import { duration } from './duration.js';

const shareRemedy = 'Write a share between 0 and 1, such as 0.1 for one read in ten.';

/** What `linkspan requests` can show. */
export const requestsSection = z.strictObject({
  keep: duration.prefault('7d').meta({ description: 'How long requests are kept, in hours or days. Default 7d.' }),
  reads: z
    .number({ error: shareRemedy })
    .min(0, { error: shareRemedy })
    .max(1, { error: shareRemedy })
    .default(0.1)
    .meta({
      description:
        'The share of reads that is kept of a client that reads much. Whatever writes or is refused is kept, and of each client the first 1,000 reads since the server started and the first 60 of each minute.',
    }),
});
