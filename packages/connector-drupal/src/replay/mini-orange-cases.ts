import { z } from 'zod';
import cases from '../__fixtures__/mini-orange-cases.json' with { type: 'json' };

const caseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  request: z.strictObject({
    method: z.enum(['GET', 'POST']),
    /** Filters are shown un-encoded. */
    path: z.string(),
    body: z.json().optional(),
  }),
  response: z.strictObject({
    status: z.number(),
    /** What is not named is free. */
    body: z.json(),
  }),
});

export type MiniOrangeCase = z.output<typeof caseSchema>;

/**
 * What miniOrange's Drupal module sends as a SCIM client, in the order in which the cases build on each other. From its source, never recorded;
 * C3c alone is ours, to see what came of the others.
 */
export const miniOrangeCases: readonly MiniOrangeCase[] = z.array(caseSchema).parse(cases);
