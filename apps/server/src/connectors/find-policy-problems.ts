import type { ConnectorModule } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';

/** What an operator asks of an application that its connector cannot give, or must not give unasked. */
export function findPolicyProblems(
  name: string,
  section: ApplicationSection,
  module: ConnectorModule,
): LocatedProblem[] {
  const at = (...steps: readonly PropertyKey[]) => ['applications', name, ...steps];
  if (!module.connect) {
    const remedy = `Name it under clients instead: ${module.title} only pushes to us.`;
    return [locate(at('connector'), { message: `names ${module.name}, which cannot be provisioned to`, remedy })];
  }
  if (!module.users?.rules?.length) {
    const remedy = 'Ask its author for one with users.rules: without them nothing of a person can be written.';
    return [locate(at('connector'), { message: `names ${module.name}, which has no rules for users`, remedy })];
  }
  return [...findRoleProblems(section, module, at), ...findLeavingProblems(section, module, at)];
}

type At = (...steps: readonly PropertyKey[]) => readonly PropertyKey[];

function findRoleProblems(section: ApplicationSection, module: ConnectorModule, at: At): LocatedProblem[] {
  const granted = [
    ...Object.entries(section.roles).map(([group, role]) => ({ steps: at('roles', group), role })),
    ...(section.defaultRole === undefined ? [] : [{ steps: at('defaultRole'), role: section.defaultRole }]),
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

function findLeavingProblems({ leaving }: ApplicationSection, module: ConnectorModule, at: At): LocatedProblem[] {
  const reassign = module.users?.reassign;
  if (leaving.onDelete === 'delete' && reassign === 'required' && leaving.reassignTo === undefined) {
    const message = `cannot be "delete" alone: ${module.title} has to give what the person owns to somebody`;
    const remedy = 'Add reassignTo with the id of the account that receives it.';
    return [locate(at('leaving', 'onDelete'), { message, remedy })];
  }
  if (leaving.reassignTo !== undefined && reassign !== 'required' && reassign !== 'optional') {
    const message = `is set, and ${module.title} cannot reassign content`;
    return [locate(at('leaving', 'reassignTo'), { message, remedy: 'Remove it.' })];
  }
  return [];
}
