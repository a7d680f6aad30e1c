import type { Conflict } from '@linkspan/core';
import { describeTime } from './describe-time.js';
import { redactField } from './redact-field.js';
import { showLine } from './show-line.js';
import { showValue } from './show-value.js';

/** Both values of an attribute, who set them and when, and what was decided: `title  directory "a" by x; application "b"`. */
export function describeConflict(remote: string, conflict: Conflict): string {
  const { scim, directory, account, directoryBy, directoryAt, accountBy, accountAt, take } = conflict;
  const name = scim === remote ? scim : `${scim} (${remote})`;
  const here = `directory ${show(remote, directory)}${describeAuthor(directoryBy, directoryAt)}`;
  const there = `application ${show(remote, account)}${describeAuthor(accountBy, accountAt)}`;
  const decided = take === undefined ? '' : `; decided for the ${take}, with the next look`;
  return `${showLine(name)}  ${here}; ${there}${decided}`;
}

function show(remote: string, value: Conflict['account']): string {
  return value === undefined ? '-' : showValue(redactField(remote, value));
}

function describeAuthor(by: string | undefined, at: number | undefined): string {
  const who = by === undefined ? '' : ` by ${showLine(by)}`;
  return at === undefined ? who : `${who} at ${describeTime(at)}`;
}
