import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';

const organizationSchema = z.object({ _id: z.string(), displayName: z.string().nullish() });
const pageSchema = z.object({ results: z.array(organizationSchema) });

export interface Organizations {
  /** The one that is worked on; undefined: it cannot be told which. */
  readonly current: z.output<typeof organizationSchema> | undefined;
  /** As far as the first page goes. */
  readonly all: readonly z.output<typeof organizationSchema>[];
}

/** Proves the credentials, too: nobody reads this without. */
export async function readOrganization(api: Api, id: string | undefined, signal: AbortSignal): Promise<Organizations> {
  const to = 'show the organization';
  const call = { method: 'GET', path: '/api/organizations', query: { limit: 100, skip: 0 }, to } as const;
  const { results: all } = parseAnswer(pageSchema, (await api.call(call, signal)).json, to);
  const current = id === undefined ? (all.length === 1 ? all[0] : undefined) : all.find(({ _id }) => _id === id);
  return { current, all };
}
