import type { Account } from '../connector/account.js';
import { readActive, readField } from './read-field.js';
import type { ScimDocument } from './scim-document.js';
import type { ScimResourceOptions } from './scim-resource-options.js';

/** A resource as an account, by the rules' remote names. */
export function toScimAccount(document: ScimDocument, options: ScimResourceOptions): Account {
  const { rules, placeOf = (remote) => remote, identityOf = idAndTime, rightsHidden } = options;
  const fields = rules.rules.flatMap(({ remote }) => {
    const place = placeOf(remote);
    const value = place === undefined ? undefined : readField(document.attributes, place);
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
