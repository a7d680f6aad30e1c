import type { ConnectorModule } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';

const remedy = 'Remove `passwords`: a password that nobody can deliver is not to be kept.';

/** A mapping to the field for passwords, and passwords for an application that has none. `config`: its settings as its connector reads them; absent where they are wrong. */
export function findPasswordProblems(
  name: string,
  { passwords, mapping }: ApplicationSection,
  module: ConnectorModule,
  config?: unknown,
): LocatedProblem[] {
  const remote = module.users?.password;
  const mapped = mapping.flatMap((item, index) => {
    if (remote === undefined || item.remote !== remote) return [];
    const message = `writes "${remote}", the password`;
    const instead = 'Remove it: a password is never mapped. `passwords: true` passes on those that clients send.';
    return [locate(['applications', name, 'mapping', String(index)], { message, remedy: instead })];
  });
  if (!passwords) return mapped;
  const at = ['applications', name, 'passwords'];
  if (remote === undefined)
    return [locate(at, { message: `asks for passwords, and ${module.title} takes none`, remedy })];
  if (config === undefined || module.takesPasswords?.(config) !== false) return mapped;
  return [
    ...mapped,
    locate(at, { message: `asks for passwords, and ${module.title} takes none in this mode`, remedy }),
  ];
}
