import { requireAttribute } from '../require-attribute.js';
import { userType } from '../resource-types.js';
import type { ResourceType } from '../schema.js';
import { ScimError } from '../scim-error.js';
import type { Call } from './call.js';

/**
 * RFC 7644 §3.11: the id of whom the client's own requests are about, found by userName, then by id.
 *
 * @throws ScimError 501 where the client has nobody, 404 where that one is not there.
 */
export async function findMe({ client, types, resources, scope }: Call): Promise<{ type: ResourceType; id: string }> {
  const type = types.find(({ name }) => name === userType.name);
  const { me } = client;
  if (me === undefined || type === undefined) {
    throw new ScimError(
      501,
      'This client is nobody, so there is no /Me. Ask for /Users, or have its operator set "me".',
    );
  }
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
