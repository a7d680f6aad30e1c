import type { Explanation } from '@linkspan/core';
import { describeTime } from './describe-time.js';
import { publishItem } from './publish-item.js';
import { redactJson } from './redact-json.js';

/** For programs, without secrets. */
export function publishExplanation({
  dueAt,
  link,
  next,
  history,
  ...rest
}: Explanation): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    ...(dueAt !== undefined && { dueAt: describeTime(dueAt) }),
    ...(link && { link: redactJson(JSON.parse(JSON.stringify(link))) }),
    ...(next && { next: publishItem(next) }),
    history: history.map(publishItem),
  };
}
