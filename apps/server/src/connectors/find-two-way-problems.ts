import {
  type AttributeRule,
  type ConnectorModule,
  effectiveRules,
  findRulePath,
  foldCase,
  ScimError,
  userType,
} from '@linkspan/core';
import { closestName } from '../config/closest-name.js';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { coversPath } from './covers-path.js';
import { defaultTwoWayAttributes } from './default-two-way-attributes.js';

type TwoWay = NonNullable<ApplicationSection['twoWay']>;

interface Setting {
  readonly at: readonly string[];
  readonly twoWay: TwoWay;
  readonly section: ApplicationSection;
  readonly module: ConnectorModule;
  /** Those that read. */
  readonly rules: readonly AttributeRule[];
}

/** What an operator wants to come back and that never would, or that may not be done. */
export function findTwoWayProblems(
  name: string,
  section: ApplicationSection,
  module: ConnectorModule,
): LocatedProblem[] {
  const { twoWay, mapping, groups } = section;
  if (twoWay === undefined) return [];
  const ofGroups = groups === undefined ? [] : (module.groups?.rules ?? []);
  const rules = [...effectiveRules(module.users?.rules ?? [], mapping), ...ofGroups].filter(
    ({ flow }) => flow === 'both' || flow === 'read',
  );
  const setting = { at: ['applications', name, 'twoWay'], twoWay, section, module, rules };
  return [...findAttributeProblems(setting), ...findAuthorityProblems(setting), ...findOperationProblems(setting)];
}

function findAttributeProblems({ at, twoWay, section, module, rules }: Setting): LocatedProblem[] {
  const { attributes } = twoWay;
  if (attributes === undefined) {
    if (defaultTwoWayAttributes.some((attribute) => comesBack(attribute, rules))) return [];
    const message = `names no attributes, and no rule of ${module.title} reads ${defaultTwoWayAttributes.join(', ')}`;
    return [locate(at, { message, remedy: ruleRemedy })];
  }
  return attributes.flatMap((attribute, index) => {
    const problem = findAttributeProblem(attribute, section, module, rules);
    return problem === undefined ? [] : [locate([...at, 'attributes', String(index)], problem)];
  });
}

const ruleRemedy = 'Add `back: $value` to the item of `mapping` whose `scim` it is, or leave it out.';

function findAttributeProblem(
  attribute: string,
  section: ApplicationSection,
  module: ConnectorModule,
  rules: readonly AttributeRule[],
) {
  const folded = foldCase(attribute);
  if (folded === 'active') return undefined;
  if (folded === 'members') return findMembersProblem(section, module);
  if (folded === 'roles') {
    if (module.users?.roles !== undefined && Object.keys(section.roles).length > 0) return undefined;
    const remedy =
      module.users?.roles === undefined
        ? 'Leave it out.'
        : 'Say under `roles` which group stands for which role, or leave it out.';
    return { message: 'names roles, and no group stands for a role there', remedy };
  }
  const unknown = findPathProblem(attribute);
  if (unknown !== undefined) return { message: `cannot be ${JSON.stringify(attribute)}`, remedy: unknown };
  if (comesBack(attribute, rules)) return undefined;
  if (rules.some((rule) => reads(rule, attribute))) {
    const message = `names ${attribute}, which ${module.title} takes with a new account only, so that nothing comes back into it`;
    return { message, remedy: 'Leave it out.' };
  }
  return {
    message: `names ${attribute}, and nothing comes back into ${attribute}: no rule of ${module.title} reads it`,
    remedy: ruleRemedy,
  };
}

function findMembersProblem({ groups }: ApplicationSection, module: ConnectorModule) {
  if (groups !== undefined && module.groups?.members !== undefined) return undefined;
  const remedy =
    module.groups?.members === undefined ? 'Leave it out.' : 'Say under `groups` which it gets, or leave it out.';
  return { message: 'names members, and it gets no groups', remedy };
}

/** What is set with the create only does not come back. */
function comesBack(attribute: string, rules: readonly AttributeRule[]): boolean {
  return rules.some((rule) => rule.when !== 'create' && reads(rule, attribute));
}

function reads(rule: AttributeRule, attribute: string): boolean {
  const [path] = pathsOf(rule);
  return path !== undefined && coversPath(attribute, path);
}

function pathsOf({ scim }: AttributeRule): readonly string[] {
  return scim === undefined ? [] : [scim].flat();
}

function findPathProblem(attribute: string): string | undefined {
  if (userType.extensions.some(({ schema }) => foldCase(schema.id) === foldCase(attribute))) return undefined;
  try {
    if (findRulePath(userType, attribute) !== undefined) return undefined;
    const near = closestName(
      attribute,
      userType.schema.attributes.map(({ name }) => name),
    );
    return near === undefined
      ? `User has no attribute "${attribute}". Check its spelling; an attribute of an extension begins with the schema's URN.`
      : `Did you mean ${near}?`;
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}

/** That the client wins what does not come back goes without saying, and may be said. */
function findAuthorityProblems({ at, twoWay, section, module, rules }: Setting): LocatedProblem[] {
  const attributes = twoWay.attributes ?? defaultTwoWayAttributes;
  return Object.entries(twoWay.authority).flatMap(([attribute, authority]) => {
    const steps = [...at, 'authority', attribute];
    const unknown = ['active', 'roles', 'members'].includes(foldCase(attribute))
      ? undefined
      : findPathProblem(attribute);
    if (unknown !== undefined) return [locate(steps, { message: 'is no attribute of a person', remedy: unknown })];
    const named = attributes.some((one) => coversPath(one, attribute) || coversPath(attribute, one));
    if (authority === 'client' || (named && findAttributeProblem(attribute, section, module, rules) === undefined))
      return [];
    const message = `gives the application the last word on ${attribute}, which does not come back`;
    return [locate(steps, { message, remedy: 'Name it in `attributes`, or leave it out here.' })];
  });
}

function findOperationProblems({ at, twoWay, module, rules }: Setting): LocatedProblem[] {
  const { onNew, onDeleted, operations } = twoWay;
  const problems: LocatedProblem[] = [];
  if (onNew === 'import' && !rules.some((rule) => foldCase(pathsOf(rule)[0] ?? '') === 'username')) {
    const message = `cannot be "import": no rule of ${module.title} reads userName, so that nobody could be made of an account`;
    const remedy = 'Add `back: $value` to the item of `mapping` whose `scim` is userName, or choose "report".';
    problems.push(locate([...at, 'onNew'], { message, remedy }));
  }
  if (onNew === 'import' && !operations.create) {
    const remedy = 'Allow `create` under `twoWay.operations`, or choose "report".';
    problems.push(locate([...at, 'onNew'], { message: 'cannot be "import" while operations.create is off', remedy }));
  }
  if ((onDeleted === 'deactivate' || onDeleted === 'delete') && !operations[onDeleted]) {
    const remedy = `Allow \`${onDeleted}\` under \`twoWay.operations\`, or choose "report".`;
    const message = `cannot be "${onDeleted}" while operations.${onDeleted} is off`;
    problems.push(locate([...at, 'onDeleted'], { message, remedy }));
  }
  return problems;
}
