import { isQueryTooExpensive, type QueryTooExpensive } from '../../store/query-too-expensive.js';
import type { LivingResources } from '../../store/resource-store.js';
import { ScimError } from '../scim-error.js';
import type { ScimLog } from './scim-server.js';

/** Long enough for a database to restart, short enough for a person who presses "Test Connection" again. */
const retryAfter = 10;

/** As long as a search lasts at most, by default. */
const busyAfter = 2;

/**
 * Makes a store's failure a truthful answer: 503, never 404 and never an empty list, since "no such user" makes an identity provider
 * create people twice or take them for deleted. The cause goes to the log only.
 */
export function guardStorage(resources: LivingResources, log: ScimLog | undefined): LivingResources {
  async function guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ScimError) throw error;
      if (isQueryTooExpensive(error)) throw refuseExpensive(error);
      log?.error({ error }, 'the storage failed');
      throw new ScimError(
        503,
        'The directory cannot be reached at the moment. Nothing was lost: send the request again.',
        {
          retryAfter,
          cause: error,
        },
      );
    }
  }
  return {
    find: (...parameters) => guard(() => resources.find(...parameters)),
    query: (...parameters) => guard(() => resources.query(...parameters)),
    listMembers: (...parameters) => guard(() => resources.listMembers(...parameters)),
    listGroups: (...parameters) => guard(() => resources.listGroups(...parameters)),
    listEffectiveGroups: (...parameters) => guard(() => resources.listEffectiveGroups(...parameters)),
    commit: (...parameters) => guard(() => resources.commit(...parameters)),
  };
}

/** RFC 7644 §3.12, table 9: more would have to be looked at than this server is willing to. */
function refuseExpensive({ reason }: QueryTooExpensive): ScimError {
  if (reason === 'busy') {
    return new ScimError(503, 'Other long searches are under way. Send the request again a little later.', {
      retryAfter: busyAfter,
    });
  }
  return new ScimError(
    400,
    'The search took too long and was given up: too much has to be looked at. Filter with "eq" or "sw" by userName, externalId, emails.value, displayName or another indexed attribute, or take the whole list page by page by cursor.',
    { scimType: 'tooMany' },
  );
}
