import { z } from 'zod';

/** How the protocol is spoken with a client, beside what its connector knows. */
export const clientProtocolKeys = {
  me: z
    .string()
    .min(1)
    .exactOptional()
    .meta({ description: 'The userName of whom `/Me` is. Absent: `/Me` is answered 501.' }),
  strict: z.boolean().default(false).meta({
    description:
      'Answers 400 with the section of the RFC to whatever departs from it and would be forgiven. For whoever develops a client.',
  }),
};
