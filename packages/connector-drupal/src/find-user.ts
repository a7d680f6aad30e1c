import { ConnectorError } from '@linkspan/core';
import type { Api } from './api.js';
import { walkUsers } from './list-users.js';
import { sameWithoutCase } from './same-value.js';
import type { User } from './user.js';

export type UserKey = { readonly remote: 'name' | 'mail' | 'linkspan_external_id'; readonly value: string };

/**
 * The one user whose name, e-mail or external id is exactly `value`. What the site turns up is compared here: by name and e-mail without
 * regard to case, as Drupal itself does where it must be unique.
 */
export async function findUser(api: Api, { remote, value }: UserKey, signal: AbortSignal): Promise<User | undefined> {
  if (value === '') return undefined;
  const isSame = remote === 'linkspan_external_id' ? Object.is : sameWithoutCase;
  const found: User[] = [];
  for await (const user of walkUsers(api, { [`filter[${remote}]`]: value }, signal)) {
    if (isSame(value, user.attributes[remote])) found.push(user);
  }
  const exact = found.filter(({ attributes }) => attributes[remote] === value);
  const [only] = exact.length === 1 ? exact : found;
  if (found.length > 1 && exact.length !== 1) {
    const ids = found.map(({ attributes }) => attributes.drupal_internal__uid).join(' and ');
    const text = `drupal: the accounts with uid ${ids} have the same ${remote}. Give each its own in Drupal under People.`;
    throw new ConnectorError('invalid', text, { field: remote });
  }
  return only;
}
