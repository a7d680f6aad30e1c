import { resourceTypes } from '@linkspan/core';
import { closestName } from '../closest-name.js';
import type { LocatedProblem } from '../find-shape-problems.js';
import type { ResourceTypeItem } from './schemas-section.js';
import type { WrittenSchema } from './written-schema.js';

/** References to types that there are not: RFC 7643 §7. */
export function findReferenceProblems(
  schemas: readonly WrittenSchema[],
  types: readonly ResourceTypeItem[],
): readonly LocatedProblem[] {
  const known = new Set(['external', 'uri', ...[...resourceTypes, ...types].map(({ name }) => name)]);
  return schemas.flatMap(({ document, at }) => {
    const judge = (names: readonly string[] | undefined, steps: readonly PropertyKey[]) =>
      (names ?? []).flatMap((name, index) => {
        if (known.has(name)) return [];
        const near = closestName(name, [...known]);
        const remedy = near === undefined ? `Known: ${[...known].join(', ')}.` : `Did you mean ${near}?`;
        const message = `names the resource type "${name}", which does not exist`;
        return [at([...steps, 'referenceTypes', index], { message, remedy })];
      });
    return document.attributes.flatMap(({ referenceTypes, subAttributes = [] }, index) => [
      ...judge(referenceTypes, ['attributes', index]),
      ...subAttributes.flatMap((sub, place) =>
        judge(sub.referenceTypes, ['attributes', index, 'subAttributes', place]),
      ),
    ]);
  });
}
