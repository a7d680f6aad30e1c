import { z } from 'zod';
import cases from '../__fixtures__/jumpcloud-cases.json' with { type: 'json' };

const caseSchema = z.strictObject({
  id: z.string(),
  /** How sure the shape of the request is: recorded, likely, unknown. */
  evidence: z.string(),
  title: z.string(),
  given: z.string().optional(),
  request: z.strictObject({
    method: z.string(),
    /** Filters are shown un-encoded; `{{…}}` is a capture. */
    path: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.json().optional(),
  }),
  response: z.strictObject({
    /** Any of these. */
    status: z.array(z.number()),
    /** `"*"` is any text. */
    body: z.json().optional(),
    /** In prose; `assertions.ts` has the code. */
    assert: z.array(z.string()).optional(),
  }),
  note: z.string().optional(),
});

export type JumpcloudCase = z.output<typeof caseSchema>;

/** What JumpCloud's SCIM client is known or believed to send, and what it needs to be answered. */
export const jumpcloudCases: readonly JumpcloudCase[] = z.array(caseSchema).parse(cases);
