import { isJsonObject, type JsonObject } from '../../scim/json.js';
import { at } from './at.js';
import { listAt } from './list-at.js';
import type { Send } from './open-target.js';
import type { Need } from './requirement.js';

/** What a server says of itself; read once. A document that it does not have is undefined. */
export interface ServerTraits {
  readonly config: JsonObject | undefined;
  readonly types: readonly JsonObject[] | undefined;
  readonly schemas: readonly JsonObject[] | undefined;
  /** Why the server lacks what a row needs; undefined where it has it. */
  lacks(need: Need): string | undefined;
  /** The description of `User.name.familyName`; undefined where there is none, or no schema can be read. */
  attribute(path: string): JsonObject | undefined;
}

const coreSchema = (type: string) => `urn:ietf:params:scim:schemas:core:2.0:${type}`;
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export async function readServerTraits(send: Send, credentials: boolean): Promise<ServerTraits> {
  const config = await read('/ServiceProviderConfig');
  const types = resourcesOf(await read('/ResourceTypes'));
  const schemas = resourcesOf(await read('/Schemas'));

  async function read(path: string): Promise<JsonObject | undefined> {
    const { status, json } = await send({ method: 'GET', path, headers: { accept: 'application/scim+json' } });
    return status === 200 ? json : undefined;
  }

  const schemaOf = (id: string) =>
    schemas?.find((schema) => String(at(schema, 'id')).toLowerCase() === id.toLowerCase());

  function attribute(path: string): JsonObject | undefined {
    const [type = '', ...names] = path.split('.');
    return names.reduce<JsonObject | undefined>(
      (parent, name, depth) => {
        const inner = listAt(parent, depth === 0 ? 'attributes' : 'subAttributes').filter(isJsonObject);
        return inner.find((one) => String(at(one, 'name')).toLowerCase() === name.toLowerCase());
      },
      schemaOf(coreSchema(type)),
    );
  }

  return {
    config,
    types,
    schemas,
    attribute,
    lacks(need) {
      if (need === 'credentials') return credentials ? undefined : 'no credentials are sent to this server';
      if (need === 'users' || need === 'groups') {
        const endpoint = need === 'users' ? '/Users' : '/Groups';
        const known = types === undefined || types.some((type) => at(type, 'endpoint') === endpoint);
        return known ? undefined : `/ResourceTypes names no type at ${endpoint}`;
      }
      if (need === 'enterprise') {
        const user = types?.find((type) => at(type, 'endpoint') === '/Users');
        const known = listAt(user, 'schemaExtensions').some((one) => at(one, 'schema') === enterprise);
        return types === undefined || known ? undefined : 'User has no enterprise extension';
      }
      if (need === 'cursor')
        return at(config, 'pagination', 'cursor') === true ? undefined : 'cursors are not announced';
      if (need.includes('.')) {
        return schemas === undefined || attribute(need) ? undefined : `/Schemas describes no ${need}`;
      }
      return at(config, need, 'supported') === true ? undefined : `ServiceProviderConfig does not announce "${need}"`;
    },
  };
}

function resourcesOf(list: JsonObject | undefined): readonly JsonObject[] | undefined {
  return list && listAt(list, 'Resources').filter(isJsonObject);
}
