import { requireAttribute } from '../scim/require-attribute.js';
import { userType } from '../scim/resource-types.js';
import type { ResourceRecord } from '../store/resource.js';
import { findUser } from './find-user.js';
import type { Runtime } from './runtime.js';

/** By userName without case, by id, or by an e-mail address that one person alone has. */
export async function findPerson(
  runtime: Runtime,
  text: string,
): Promise<{ readonly resource: ResourceRecord } | 'unknown' | 'ambiguous'> {
  const { resources } = runtime.store;
  const resource = (await findUser(runtime, text)) ?? (await resources.find(runtime.scope, 'User', text));
  if (resource !== undefined) return { resource };
  const page = await resources.query(runtime.scope, {
    type: 'User',
    filter: { kind: 'compare', path: email, operator: 'eq', value: text },
    startIndex: 1,
    count: 2,
    withoutTotal: true,
  });
  const [only] = page.resources;
  if (only === undefined) return 'unknown';
  return page.resources.length > 1 ? 'ambiguous' : { resource: only };
}

const email = requireAttribute(userType, { attribute: 'emails', subAttribute: 'value' });
