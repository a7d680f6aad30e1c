import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with the one form of a union that was meant, where it is only wrong further down: of "true, false or { operations }" a
 * misspelt key in `operations`, instead of all that could stand there.
 */
export function findMeantIssues(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter((issues) => issues.length > 0 && issues.every(isFurtherDown));
  const [only] = meant;
  if (only === undefined || meant.length > 1) return [issue];
  return only
    .map((inner): Issue => ({ ...inner, path: [...issue.path, ...inner.path] }))
    .flatMap((inner) => findMeantIssues(inner));
}

function isFurtherDown(issue: Issue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys';
}
