import type { ConnectorModule } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';

/** Roles that the application does not have, or that nobody may hand out unasked. */
export function findRoleProblems(name: string, section: ApplicationSection, module: ConnectorModule): LocatedProblem[] {
  const at = ['applications', name];
  const granted = [
    ...Object.entries(section.roles).map(([group, role]) => ({ steps: [...at, 'roles', group], role })),
    ...(section.defaultRole === undefined ? [] : [{ steps: [...at, 'defaultRole'], role: section.defaultRole }]),
  ];
  const roles = module.users?.roles;
  if (!roles) {
    const problem = { message: `asks for a role, and ${module.title} has none`, remedy: 'Remove it.' };
    return granted.map(({ steps }) => locate(steps, problem));
  }
  return granted.flatMap(({ steps, role }) => {
    if (!roles.privileged.includes(role) || section.allowPrivileged.includes(role)) return [];
    const message = `hands out "${role}", a role that can change other accounts`;
    const remedy = `Choose another role, or name it in allowPrivileged: [${role}]. Whoever can edit the group gains it.`;
    return [locate(steps, { message, remedy })];
  });
}
