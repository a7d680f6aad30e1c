import { publishRun } from './publish-run.js';
import type { ApplicationStatus } from './read-status.js';
import { redactJson } from './redact-json.js';

/** For programs, without secrets. */
export function publishStatus({ links, underWay, schedules, ...status }: ApplicationStatus) {
  return {
    ...status,
    links: links.map(({ withheld, ...link }) => ({ ...link, ...(withheld && { withheld: redactJson(withheld) }) })),
    underWay: underWay.map(publishRun),
    schedules: schedules.map(({ last, ...schedule }) => ({ ...schedule, ...(last && { last: publishRun(last) }) })),
  };
}
