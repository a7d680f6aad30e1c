import type { PasswordTaking } from '@linkspan/core';
import type { InstallationKey } from '../installation/installation-key.js';
import type { ApplicationPlan } from './application-plan.js';

/** Bound to its owner, so that whoever can write into the database cannot give one person's password to another. */
const purpose = (owner: string) => `password ${owner}`;

/** Undefined: none of the directory's applications takes passwords. */
export function createPasswordTaking(
  applications: readonly Pick<ApplicationPlan, 'name' | 'directory' | 'policy'>[],
  directory: string,
  key: Pick<InstallationKey, 'seal'>,
): PasswordTaking | undefined {
  const takers = applications.filter((one) => one.directory === directory && one.policy.passwords === true);
  if (takers.length === 0) return undefined;
  return {
    applications: takers.map(({ name }) => name),
    seal: (password, owner) => key.seal(password, purpose(owner)),
  };
}

export function openPassword(key: Pick<InstallationKey, 'unseal'>, sealed: string, owner: string): string | undefined {
  return key.unseal(sealed, purpose(owner));
}
