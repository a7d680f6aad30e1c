import type { Account } from '../connector/account.js';
import type { Json } from '../scim/json.js';
import { userSchema } from '../scim/schemas/user-schema.js';
import type { KnownFields } from './create-known-fields.js';
import { readActive, readField } from './read-field.js';
import type { ScimDocument } from './scim-document.js';
import type { ScimResourceOptions } from './scim-resource-options.js';

const lists = new Set(userSchema.attributes.filter(({ multiValued }) => multiValued).map(({ name }) => name));

/** A resource as an account, by the rules' remote names. What may come back and is empty there is nothing, by `known`; else absent. */
export function toScimAccount(
  document: ScimDocument,
  options: ScimResourceOptions,
  known: Pick<KnownFields, 'has'>,
): Account {
  const { rules, placeOf = (remote) => remote, identityOf = idAndTime, rightsHidden } = options;
  const fields = rules.rules.flatMap(({ remote, flow }) => {
    const place = placeOf(remote);
    if (place === undefined) return [];
    const comesBack = flow === 'both' || flow === 'read';
    const value =
      readField(document.attributes, place) ?? (comesBack && known.has(place) ? nothingAt(place) : undefined);
    return value === undefined ? [] : [[remote, value] as const];
  });
  const active = readActive(document.attributes);
  return {
    id: document.id,
    identity: identityOf(document),
    fields: Object.fromEntries(fields),
    ...(rightsHidden === true && { privileged: true }),
    ...(active !== undefined && { active }),
    ...(document.created !== undefined && { created: document.created }),
  };
}

/** An id from a database that may be restored is no proof; where no time is told, there is no better one. */
function idAndTime({ id, created }: ScimDocument): string {
  return created === undefined ? id : `${id} ${created}`;
}

function nothingAt(place: string): Json {
  return lists.has(place) ? [] : '';
}
