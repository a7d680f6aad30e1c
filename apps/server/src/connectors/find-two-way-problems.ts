import { type ConnectorModule, coversAttribute, foldCase, type ResourceType } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { type BackRules, createBackRules } from './create-back-rules.js';
import { defaultTwoWayAttributes } from './default-two-way-attributes.js';
import { findAttributeProblem } from './find-attribute-problem.js';
import { findPathProblem } from './find-path-problem.js';

type TwoWay = NonNullable<ApplicationSection['twoWay']>;

interface Setting {
  readonly at: readonly string[];
  readonly twoWay: TwoWay;
  readonly section: ApplicationSection;
  readonly module: ConnectorModule;
  readonly rules: BackRules;
  readonly user: ResourceType;
}

/** What an operator wants to come back and that never would, or that may not be done. */
export function findTwoWayProblems(
  name: string,
  section: ApplicationSection,
  module: ConnectorModule,
  user: ResourceType,
): LocatedProblem[] {
  const { twoWay } = section;
  if (twoWay === undefined) return [];
  const rules = createBackRules(section, module);
  const setting = { at: ['applications', name, 'twoWay'], twoWay, section, module, rules, user };
  return [...findAttributeProblems(setting), ...findAuthorityProblems(setting), ...findOperationProblems(setting)];
}

function findAttributeProblems({ at, twoWay, section, module, rules, user }: Setting): LocatedProblem[] {
  const { attributes } = twoWay;
  if (attributes === undefined) {
    if (defaultTwoWayAttributes.some((attribute) => rules.reads(attribute, 'later'))) return [];
    const message = `names no attributes, and no rule of ${module.title} reads ${defaultTwoWayAttributes.join(', ')}`;
    return [
      locate(at, {
        message,
        remedy: 'Name in `attributes` what may come back, or give its item of `mapping` a `back`.',
      }),
    ];
  }
  return attributes.flatMap((attribute, index) => {
    const problem = findAttributeProblem(attribute, section, module, rules, user);
    return problem === undefined ? [] : [locate([...at, 'attributes', String(index)], problem)];
  });
}

/** That the client wins what does not come back goes without saying, and may be said. */
function findAuthorityProblems({ at, twoWay, section, module, rules, user }: Setting): LocatedProblem[] {
  const attributes = twoWay.attributes ?? defaultTwoWayAttributes;
  return Object.entries(twoWay.authority).flatMap(([attribute, authority]) => {
    const steps = [...at, 'authority', attribute];
    const unknown = ['active', 'roles', 'members'].includes(foldCase(attribute))
      ? undefined
      : findPathProblem(attribute, user);
    if (unknown !== undefined) return [locate(steps, { message: 'is no attribute of a person', remedy: unknown })];
    const named = attributes.some((one) => coversAttribute(one, attribute) || coversAttribute(attribute, one));
    if (
      authority === 'client' ||
      (named && findAttributeProblem(attribute, section, module, rules, user) === undefined)
    )
      return [];
    const message = `gives the application the last word on ${attribute}, which does not come back`;
    return [locate(steps, { message, remedy: 'Name it in `attributes`, or leave it out here.' })];
  });
}

function findOperationProblems({ at, twoWay, module, rules }: Setting): LocatedProblem[] {
  const { onNew, onDeleted, operations } = twoWay;
  const problems: LocatedProblem[] = [];
  if (onNew === 'import' && !rules.reads('userName')) {
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
