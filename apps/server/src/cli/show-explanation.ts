import type { Explanation, Link } from '@linkspan/core';
import { describeChanges } from './describe-changes.js';
import { describeConflict } from './describe-conflict.js';
import { describeJournalLine } from './describe-journal-line.js';
import { describeTime } from './describe-time.js';
import { quoteArgument } from './quote-argument.js';
import { redactField } from './redact-field.js';
import { showLine } from './show-line.js';
import { showValue } from './show-value.js';
import type { Terminal } from './terminal.js';

const lines = 8;

type Screen = Pick<Terminal, 'print' | 'colors' | 'command'>;

/** What one application knows of somebody: a fact a line, those that matter first. */
export function showExplanation(screen: Screen, person: string, explanation: Explanation, now: number): void {
  const { print, colors } = screen;
  const { application, link, groups, next, stays = {}, history, obstacle } = explanation;
  print(
    `${colors.bold(showLine(link?.label ?? person))} at ${colors.bold(showLine(application))}: ${describeAccount(link)}`,
  );
  const fact = (name: string, text: string) => print(`  ${colors.dim(name.padEnd(9))} ${text}`);
  if (obstacle !== undefined) fact('waits', colors.red(showLine(obstacle)));
  fact('scope', describeScope(explanation));
  if (groups.length > 0) fact('groups', showLine(groups.join(', ')));
  if (next) {
    fact('next', `${next.action}: ${showLine(next.reason)}${describeDue(explanation, now)}`);
    for (const line of describeChanges(next.changes)) print(`              ${line}`);
  }
  for (const [remote, { there, directory }] of Object.entries(stays))
    fact(
      'stays',
      `${showLine(remote)} ${showValue(redactField(remote, there))}, though the directory says ${showValue(redactField(remote, directory))}: it is set with the account, and not changed later`,
    );
  if (link) showLink(screen, link, { person, next }, fact);
  for (const [index, line] of history.slice(0, lines).entries())
    fact(index === 0 ? 'history' : '', describeJournalLine(line, colors, { brief: true }).join('  '));
}

function describeAccount(link: Link | undefined): string {
  if (link === undefined) return 'not heard of them yet';
  const { accountId, matchedBy, accountActive, goneSince, state } = link;
  if (accountId === undefined) return `no account (${state})`;
  const how = { created: 'created by us', operator: 'linked by an operator', imported: 'imported from it' }[
    matchedBy ?? ''
  ];
  const parts = [
    `account ${showLine(accountId)}`,
    ...(how !== undefined ? [how] : matchedBy === undefined ? [] : [`matched by ${showLine(matchedBy)}`]),
    ...(accountActive === false ? ['deactivated'] : []),
    ...(goneSince === undefined ? [] : [`not found since ${describeTime(goneSince)}`]),
    ...(state === 'linked' ? [] : [state]),
  ];
  return parts.join(', ');
}

function describeScope({ scope }: Explanation): string {
  if (scope === undefined) return 'deleted from the directory';
  return scope.kind === 'in' ? 'in' : `${scope.kind}: ${showLine(scope.reason)}`;
}

function describeDue({ dueAt, link }: Explanation, now: number): string {
  if (dueAt !== undefined) return dueAt <= now ? '; due now' : `; due ${describeTime(dueAt)}`;
  return link?.stale ? '; stale: changed while nothing was automatic, a sync or a schedule takes it up' : '';
}

function showLink(
  { print, colors, command }: Screen,
  {
    application,
    label,
    hold,
    withheld,
    back,
    skipped,
    reason,
    lastDoneAt,
    lastError,
    lastErrorAt,
    attempts,
    leftAt,
    closedAt,
  }: Link,
  { person, next }: { readonly person: string; readonly next: Explanation['next'] },
  fact: (name: string, text: string) => void,
): void {
  const names = `${quoteArgument(application)} ${quoteArgument(label || person)}`;
  if (hold) {
    fact(
      'held',
      colors.yellow(`by ${showLine(hold.guard)}${hold.rejected ? ' (rejected)' : ''}: ${showLine(hold.reason)}`),
    );
    if (!hold.rejected) print(`              ${command} approve ${names}`);
  }
  if (withheld) {
    fact('withheld', showLine(Object.keys(withheld).join(', ')));
    print(`              ${command} approve ${names}`);
  }
  const conflicts = Object.entries(back?.conflicts ?? {});
  for (const [remote, conflict] of conflicts) fact('conflict', colors.yellow(describeConflict(remote, conflict)));
  if (conflicts.some(([, { take }]) => take === undefined))
    print(`              ${command} resolve ${names} --take directory|application`);
  if (back?.released) fact('released', 'the account was deleted there, and no other is made by itself');
  if (skipped !== undefined) fact('skipped', `the operation ${skipped} is switched off`);
  if (reason !== undefined && reason !== hold?.reason && !next?.reason.startsWith(reason))
    fact('remark', showLine(reason));
  if (leftAt !== undefined)
    fact(
      'leaver',
      `since ${describeTime(leftAt)}, ${closedAt === undefined ? 'the account is still open' : `closed ${describeTime(closedAt)}`}`,
    );
  if (lastDoneAt !== undefined) fact('done', describeTime(lastDoneAt));
  if (lastError !== undefined) {
    const when = lastErrorAt === undefined ? '' : `${describeTime(lastErrorAt)}: `;
    fact('error', colors.red(`${when}${showLine(lastError)}${attempts > 1 ? ` (tried ${attempts} times)` : ''}`));
  }
}
