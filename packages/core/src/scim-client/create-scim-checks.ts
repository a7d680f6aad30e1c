import type { ResourceRules } from '../connector/attribute-rule.js';
import type { Check, CheckOutcome } from '../connector/check.js';
import { groupSchema } from '../scim/schemas/group-schema.js';
import { userSchema } from '../scim/schemas/user-schema.js';
import { createLookUp } from './create-look-up.js';
import type { ScimApi } from './create-scim-api.js';
import { createSignInCheck } from './create-sign-in-check.js';
import { describeServer, readEndpoints, readSchemas } from './describe-server.js';
import { parseFieldPath } from './field-path.js';
import type { ScimConnection } from './scim-connection.js';

export interface ScimCheckOptions {
  readonly connection: ScimConnection;
  readonly users: ResourceRules;
  readonly groups?: ResourceRules;
}

const listed = { endpoint: '/Users', to: 'list users' };

/** Test-connection, each step standing on the one before. Writes nothing. */
export function createScimChecks(api: ScimApi, { connection, users, groups }: ScimCheckOptions): readonly Check[] {
  const signIn = createSignInCheck(api, connection);
  const description: Check = {
    id: 'description',
    title: 'What the server says that it can',
    async run(signal) {
      const { known, patch, filter, etag, cursor } = await describeServer(api, signal);
      if (!known) {
        const warning = 'PATCH is tried, and PUT where it is refused. Set update where that is wrong.';
        return { ok: true, detail: 'it has no ServiceProviderConfig', warning };
      }
      const can = Object.entries({ patch, filter, etag, 'paging by cursor': cursor });
      return { ok: true, detail: can.map(([name, has]) => `${name}: ${has ? 'yes' : 'no'}`).join(', ') };
    },
  };
  const filters: Check = {
    id: 'look-up',
    title: 'Find users by userName',
    async run(signal): Promise<CheckOutcome> {
      const trust = await createLookUp(api, listed, async () => false).trust('userName', signal);
      if (trust === 'any-case') return { ok: true, detail: 'by filter' };
      if (trust === undefined) return { ok: true, detail: 'there is nobody yet to try it with' };
      const detail = trust === 'none' ? 'its filters cannot be relied on' : 'its filters mind upper and lower case';
      return {
        ok: true,
        detail,
        warning: 'Where a filter finds nobody, everybody is read to be certain: that takes long at a large server.',
      };
    },
  };
  const attributes: Check = {
    id: 'attributes',
    title: 'Has the attributes that are written',
    async run(signal) {
      const schemas = await readSchemas(api, signal);
      if (schemas === undefined) return { ok: true, detail: 'it does not tell its schemas' };
      const missing = [
        ...missingFrom(schemas, userSchema.id, users),
        ...(groups === undefined ? [] : missingFrom(schemas, groupSchema.id, groups)),
      ];
      const detail = `${schemas.size} schemas`;
      if (missing.length === 0) return { ok: true, detail };
      return {
        ok: true,
        detail,
        warning: `It has no ${missing.join(', ')}: drop them in the mapping if it refuses them.`,
      };
    },
  };
  const groupsThere: Check = {
    id: 'groups',
    title: 'Has groups',
    async run(signal) {
      const endpoints = await readEndpoints(api, signal);
      const warning = 'Leave groups out of the configuration.';
      if (endpoints !== undefined && !endpoints.includes('/Groups'))
        return { ok: true, detail: 'it has none', warning };
      const answer = await api.send(
        { method: 'GET', path: '/Groups', query: { count: 1, excludedAttributes: 'members' }, to: 'list groups' },
        signal,
      );
      return answer.status === 200
        ? { ok: true, detail: 'it has' }
        : { ok: true, detail: `it answers ${answer.status}`, warning };
    },
  };
  return [signIn, description, filters, attributes, ...(groups === undefined ? [] : [groupsThere])];
}

function missingFrom(
  schemas: ReadonlyMap<string, readonly string[]>,
  main: string,
  { rules }: ResourceRules,
): readonly string[] {
  const has = ({ schema = main, attribute, subAttribute }: ReturnType<typeof parseFieldPath>) => {
    const name = subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`;
    const told = schemas.get(schema) ?? [];
    return attribute === 'externalId' || told.some((one) => one.toLowerCase() === name.toLowerCase());
  };
  return rules.map(({ remote }) => remote).filter((remote) => !has(parseFieldPath(remote)));
}
