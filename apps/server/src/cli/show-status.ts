import type { ApplicationStatus, LinkStatus } from './read-status.js';
import type { Terminal } from './terminal.js';

/** More would scroll away what stands above; the rest is counted. */
const shownLinks = 20;

export function showStatus(terminal: Pick<Terminal, 'print' | 'colors'>, status: ApplicationStatus): void {
  const { print, colors } = terminal;
  const { name, connector, directory, counts, due, links, remarks } = status;
  print(
    `${colors.bold(name)}  ${describePhase(status, colors)}  ${colors.dim(`${connector}, directory ${directory}`)}`,
  );
  const numbers = Object.entries(counts).map(([state, number]) => `${state} ${number}`);
  print(`  ${numbers.join(', ') || 'no links yet'}${due > 0 ? `; ${due} due` : ''}`);
  for (const link of links.slice(0, shownLinks)) showLink(terminal, name, link);
  const rest = links.length - shownLinks;
  if (rest > 0) print(`  … and ${rest} more: see "linkspan status ${name} --json"`);
  for (const { text, links: number } of remarks) print(`  ${number} × ${text}`);
}

function describePhase(
  { enabled, halted, pausedUntil, lastFailure, filling }: ApplicationStatus,
  colors: Terminal['colors'],
): string {
  if (!enabled) return colors.dim('disabled');
  if (halted) return colors.red(`halted since ${new Date(halted.at).toISOString()}: ${halted.reason}`);
  if (pausedUntil !== undefined && pausedUntil > Date.now()) {
    const why = lastFailure === undefined ? '' : `: ${lastFailure.reason}`;
    return colors.yellow(`paused until ${new Date(pausedUntil).toISOString()}, then tried again${why}`);
  }
  if (lastFailure)
    return colors.yellow(`did not answer at ${new Date(lastFailure.at).toISOString()}: ${lastFailure.reason}`);
  return colors.green(filling ? 'running, being filled from the directory' : 'running');
}

function showLink({ print, colors }: Pick<Terminal, 'print' | 'colors'>, application: string, link: LinkStatus): void {
  const { state, label, reason, lastError, attempts, withheld } = link;
  const error =
    lastError === undefined || lastError === reason
      ? []
      : [`${lastError}${attempts > 1 ? ` (tried ${attempts} times)` : ''}`];
  const why = [...(reason === undefined ? [] : [reason]), ...error].join('  ');
  print(`  ${colors.yellow(state.padEnd(9))} ${label}  ${why}`);
  if (withheld === undefined) return;
  const fields = Object.keys(withheld).join(', ');
  print(`            withheld: ${fields}. "linkspan approve ${application} ${label}" lets it be written.`);
}
