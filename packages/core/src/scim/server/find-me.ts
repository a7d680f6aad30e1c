import { requireAttribute } from '../require-attribute.js';
import { userType } from '../resource-types.js';
import type { ResourceType } from '../schema.js';
import { ScimError } from '../scim-error.js';
import type { Call } from './call.js';

/**
 * RFC 7644 §3.11: whom the client's own requests are about, found by userName, then by id.
 *
 * @throws ScimError 404 where that one is not there, 501 where nobody can be.
 */
export async function findMe(
  { types, resources, scope }: Call,
  me: string,
): Promise<{ readonly type: ResourceType; readonly id: string }> {
  const type = types.find(({ name }) => name === userType.name);
  if (type === undefined) throw new ScimError(501, 'There are no users here, so there is no /Me.');
  const path = requireAttribute(type, { attribute: 'userName' });
  const { resources: found } = await resources.query(scope, {
    type: type.name,
    filter: { kind: 'compare', path, operator: 'eq', value: me },
    startIndex: 1,
    count: 1,
    withoutTotal: true,
  });
  const record = found[0] ?? (await resources.find(scope, type.name, me));
  if (record === undefined) {
    throw new ScimError(404, `This client is ${JSON.stringify(me)}, and no such user is here. Create it first.`);
  }
  return { type, id: record.id };
}
