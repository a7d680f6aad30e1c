import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';

/** What this site's users can be asked and told, by its own description. */
export interface UsersRoute {
  /** The installed locales: any other is refused together with the rest of the request. */
  readonly locales: readonly string[];
  /** Since WordPress 6.8. */
  readonly searchColumns: boolean;
}

const descriptionSchema = z.object({
  endpoints: z.array(z.object({ args: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]) })),
  schema: z.object({ properties: z.object({ locale: z.object({ enum: z.array(z.string()) }) }) }),
});

/** Read once and kept while the connector lives; a failed reading is not kept. */
export function createUsersRouteReader(api: Api): (signal: AbortSignal) => Promise<UsersRoute> {
  let known: UsersRoute | undefined;
  return async (signal) => {
    if (known !== undefined) return known;
    const to = 'describe its users';
    const json = await api.callAnonymously({ method: 'OPTIONS', route: '/wp/v2/users', to }, signal);
    const { endpoints, schema } = parseAnswer(descriptionSchema, json, to);
    known = {
      locales: schema.properties.locale.enum,
      searchColumns: endpoints.some(({ args }) => 'search_columns' in args),
    };
    return known;
  };
}
