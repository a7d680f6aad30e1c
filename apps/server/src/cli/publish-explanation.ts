import type { Explanation, Stay } from '@linkspan/core';
import { describeTime } from './describe-time.js';
import { publishItem } from './publish-item.js';
import { redactField } from './redact-field.js';
import { redactJson } from './redact-json.js';

/** For programs, without secrets. */
export function publishExplanation({
  dueAt,
  link,
  next,
  stays,
  history,
  ...rest
}: Explanation): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    ...(dueAt !== undefined && { dueAt: describeTime(dueAt) }),
    ...(link && { link: redactJson(JSON.parse(JSON.stringify(link))) }),
    ...(stays && { stays: Object.fromEntries(Object.entries(stays).map(redactStay)) }),
    ...(next && { next: publishItem(next) }),
    history: history.map(publishItem),
  };
}

function redactStay([remote, { there, directory }]: [string, Stay]): [string, Stay] {
  return [remote, { there: redactField(remote, there), directory: redactField(remote, directory) }];
}
