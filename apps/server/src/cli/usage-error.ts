import { closestName } from '../config/closest-name.js';

/** The command was not understood: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError where `name` is none of the names, with what may have been meant. */
export function requireName(kind: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const near = closestName(name, names);
  const known = names.length === 0 ? `There is no ${kind} in the configuration.` : `There are: ${names.join(', ')}.`;
  throw new UsageError(`there is no ${kind} "${name}". ${near === undefined ? known : `Did you mean ${near}?`}`);
}
