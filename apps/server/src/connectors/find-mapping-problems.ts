import {
  type ConnectorModule,
  checkExamples,
  effectiveRules,
  isMasked,
  type ResourceType,
  validateRules,
} from '@linkspan/core';
import { closestName } from '../config/closest-name.js';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { isHiddenPath } from './is-hidden-path.js';
import { knownFields } from './known-fields.js';

type MappingItem = ApplicationSection['mapping'][number];

/** What is wrong with the operator's rules once they are laid over the connector's; examples are run where all else is right. */
export async function findMappingProblems(
  name: string,
  { mapping }: ApplicationSection,
  module: ConnectorModule,
  user: ResourceType,
): Promise<LocatedProblem[]> {
  const rules = effectiveRules(module.users?.rules ?? [], mapping);
  const refused = validateRules(rules, user);
  const failing = await checkExamples(
    rules.filter(({ remote }) => !refused.some((problem) => problem.remote === remote)),
    user,
  );
  return mapping.flatMap((item, index) => {
    const at = ['applications', name, 'mapping', index];
    const misplaced =
      item.drop === true
        ? findDropProblem(item, module)
        : (findFieldProblem(item, module) ?? findShownSecret(item, user));
    if (misplaced !== undefined) return [locate(at, misplaced)];
    const own = ({ remote }: { readonly remote: string }) => remote === item.remote;
    return [
      ...refused
        .filter(own)
        .map(({ problem }) => locate(at, { message: 'cannot be used', remedy: toSentence(problem) })),
      ...failing
        .filter(own)
        .map(({ problem }) =>
          locate([...at, 'expect'], { message: 'is not what comes out', remedy: toSentence(problem) }),
        ),
    ];
  });
}

type Misplaced = { readonly message: string; readonly remedy: string };

function findDropProblem({ remote }: MappingItem, { title, users }: ConnectorModule): Misplaced | undefined {
  const own = users?.rules ?? [];
  const rule = own.find((one) => one.remote === remote);
  if (rule === undefined) {
    const near = closestName(
      remote,
      own.map((one) => one.remote),
    );
    const remedy = near === undefined ? 'Remove the item.' : `Did you mean ${near}?`;
    return { message: `drops "${remote}", which ${title} has no rule for`, remedy };
  }
  if (rule.required !== true) return undefined;
  return {
    message: `drops "${remote}", which ${title} demands`,
    remedy: 'Give it another `scim` or a `constant` instead.',
  };
}

/** What no answer shows must not be shown by the history of an application. */
function findShownSecret({ scim, remote }: MappingItem, user: ResourceType): Misplaced | undefined {
  const hidden = [scim ?? []].flat().find((path) => isHiddenPath(user, path));
  if (hidden === undefined || isMasked(remote)) return undefined;
  return {
    message: `writes ${hidden}, which is never returned, to "${remote}", which the history and previews show`,
    remedy:
      'Write it to a field whose name says that it is a secret, such as "password" or "secret", or leave the item out.',
  };
}

function findFieldProblem({ remote }: MappingItem, module: ConnectorModule): Misplaced | undefined {
  const { title, users } = module;
  if (remote === users?.roles?.remote) {
    return {
      message: `writes to "${remote}", which holds the roles of ${title}`,
      remedy: 'Use `roles` and `defaultRole`, which touch no role but those that they name.',
    };
  }
  const known = knownFields(module);
  if (known === undefined || known.includes(remote)) return undefined;
  const near = closestName(remote, known);
  const remedy = near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${near}?`;
  return { message: `writes to "${remote}", which ${title} has no field for`, remedy };
}

function toSentence(problem: string): string {
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}`;
}
