import { describeCounts } from './describe-counts.js';
import { describeDuration } from './describe-duration.js';
import { describeRun } from './describe-run.js';
import { describeTime } from './describe-time.js';
import { quoteArgument } from './quote-argument.js';
import type { ScheduleStatus } from './read-schedules.js';
import type { ApplicationStatus, LinkStatus } from './read-status.js';
import { shortId } from './short-id.js';
import { showLine } from './show-line.js';
import { showTwoWay } from './show-two-way.js';
import type { Terminal } from './terminal.js';

type Screen = Pick<Terminal, 'print' | 'colors' | 'command'>;

/** More would scroll away what stands above; the rest is counted. */
const shownLinks = 20;

export function showStatus(screen: Screen, status: ApplicationStatus, now = Date.now()): void {
  const { print, colors, command } = screen;
  const {
    name,
    connector,
    directory,
    counts,
    groups,
    due,
    stale,
    links,
    remarks,
    skipped,
    underWay,
    schedules,
    twoWay = [],
  } = status;
  print(
    `${colors.bold(name)}  ${describePhase(status, colors, now)}  ${colors.dim(`${connector}, directory ${directory}`)}`,
  );
  const waiting = [...(due > 0 ? [`${due} due`] : []), ...(stale > due ? [`${stale - due} stale`] : [])];
  const ofGroups = describeStates(groups);
  const numbers = [describeStates(counts) || 'no links yet', ...(ofGroups === '' ? [] : [`groups ${ofGroups}`])];
  print(`  ${[...numbers, ...waiting].join('; ')}`);
  showWaiting(screen, status, now);
  for (const line of twoWay) showTwoWay(screen, name, line, now);
  for (const run of underWay) print(`  run ${describeRun(run, colors, now)}`);
  for (const link of links.slice(0, shownLinks)) showLink(screen, name, link);
  const rest = links.length - shownLinks;
  if (rest > 0) print(`  … and ${rest} more: see "${command} status ${quoteArgument(name)} --json"`);
  for (const { text, links: number } of skipped) print(`  ${number} ${showLine(text)}`);
  for (const { text, links: number } of remarks) print(`  ${number} × ${showLine(text)}`);
  for (const schedule of schedules) print(`  ${describeSchedule(schedule)}`);
}

function describeStates(counts: ApplicationStatus['counts']): string {
  return Object.entries(counts)
    .map(([state, number]) => `${state} ${number}`)
    .join(', ');
}

/** What waits for a person, or for an application that does not close an account. */
function showWaiting(
  { print, colors, command }: Screen,
  { name, holds, leavers, scopeFrozen }: ApplicationStatus,
  now: number,
): void {
  const argument = quoteArgument(name);
  if (scopeFrozen)
    print(
      colors.yellow(
        `  nobody leaves its scope since ${describeTime(scopeFrozen.at)}: ${showLine(scopeFrozen.reason)}. When it is right again: ${command} resume ${argument}`,
      ),
    );
  const held = Object.entries(holds).map(([guard, number]) => `${showLine(guard)} ${number}`);
  if (held.length > 0)
    print(colors.yellow(`  waiting for a person: ${held.join(', ')}. See "${command} inbox ${argument}".`));
  if (leavers)
    print(
      colors.yellow(
        `  ${leavers.open} ${leavers.open === 1 ? 'leaver has' : 'leavers have'} an open account, the first for ${describeDuration(now - leavers.since)}`,
      ),
    );
}

function describePhase(
  { enabled, halted, quarantine, pausedUntil, lastFailure, filling }: ApplicationStatus,
  colors: Terminal['colors'],
  now: number,
): string {
  if (!enabled) return colors.dim('disabled');
  if (halted) {
    const word = halted.kind === 'operator' ? 'paused' : 'halted';
    return colors.red(`${word} since ${describeTime(halted.at)}: ${showLine(halted.reason)}`);
  }
  if (quarantine)
    return colors.red(`in quarantine since ${describeTime(quarantine.at)}: ${showLine(quarantine.reason)}`);
  if (pausedUntil !== undefined && pausedUntil > now) {
    const why = lastFailure === undefined ? '' : `: ${showLine(lastFailure.reason)}`;
    return colors.yellow(`paused until ${describeTime(pausedUntil)}, then tried again${why}`);
  }
  if (lastFailure)
    return colors.yellow(`did not answer at ${describeTime(lastFailure.at)}: ${showLine(lastFailure.reason)}`);
  return colors.green(filling ? 'running, being filled from the directory' : 'running');
}

function describeSchedule({ cron, timezone, mode, last, next }: ScheduleStatus): string {
  const zone = timezone === undefined ? '' : ` ${timezone}`;
  const before =
    last === undefined
      ? 'has not run yet'
      : `last ${describeTime(last.startedAt)} ${last.state}: ${describeCounts(last.counts)} (run ${shortId(last.id)})`;
  return `schedule "${cron}"${zone} ${mode}: ${before}${next === undefined ? '' : `, next ${next}`}`;
}

function showLink({ print, colors, command }: Screen, application: string, link: LinkStatus): void {
  const { state, label, reason, lastError, attempts, withheld } = link;
  const error =
    lastError === undefined || lastError === reason
      ? []
      : [`${lastError}${attempts > 1 ? ` (tried ${attempts} times)` : ''}`];
  const why = [...(reason === undefined ? [] : [reason]), ...error].map(showLine).join('  ');
  print(`  ${colors.yellow(state.padEnd(9))} ${showLine(label)}  ${why}`);
  if (withheld === undefined) return;
  const fields = showLine(Object.keys(withheld).join(', '));
  print(
    `            withheld: ${fields}. "${command} approve ${quoteArgument(application)} ${quoteArgument(label)}" lets it be written.`,
  );
}
