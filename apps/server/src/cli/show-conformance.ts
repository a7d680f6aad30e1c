import type { RequirementResult, ScimServerReport, SectionReport } from '@linkspan/core/conformance';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

type Shown = Pick<Terminal, 'print' | 'colors'>;
type Failed = Extract<RequirementResult, { outcome: 'failed' }>;

/** Section by section: what failed with the request that told, and then what does not concern the server, and why. */
export function showConformance({ print, colors }: Shown, report: ScimServerReport): void {
  for (const section of report.sections) showSection({ print, colors }, section);
  for (const [why, count] of reasons(report)) print(colors.dim(`- ${count} not looked at: ${showLine(why)}`));
  const { passed, failed, notApplicable } = report.counts;
  const should = failed - report.failedMust;
  const recommended = should === 0 ? '' : `, ${should} of them only recommended`;
  const line = `${passed} passed, ${failed} failed${recommended}, ${notApplicable} not applicable.`;
  print(report.failedMust > 0 ? colors.red(line) : colors.green(line));
}

function showSection({ print, colors }: Shown, { rfc, section, counts, results }: SectionReport): void {
  const { passed, failed } = counts;
  if (passed + failed === 0) return;
  const sign = failed > 0 ? colors.red('✗') : colors.green('✓');
  print(`${sign} ${colors.bold(`RFC ${rfc} §${section}`)}  ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`);
  for (const result of results) if (result.outcome === 'failed') showFailure({ print, colors }, result);
}

function showFailure({ print, colors }: Shown, { level, title, requirement, expected, got, exchanges }: Failed): void {
  print(`  ${level === 'MUST' ? colors.red(level) : colors.yellow(level)} ${colors.bold(showLine(title))}`);
  print(`      ${showLine(requirement)}`);
  print(`      expected ${showLine(expected)}`);
  print(`      got      ${showLine(got)}`);
  const last = exchanges.at(-1);
  if (last === undefined) return;
  print(colors.dim(`      ${showLine(last.request)}${last.body === undefined ? '' : `  ${showLine(last.body)}`}`));
  print(colors.dim(`      ${last.status}  ${showLine(last.answer)}`));
}

function reasons({ sections }: ScimServerReport): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const result of sections.flatMap(({ results }) => results)) {
    if (result.outcome === 'not-applicable') counts.set(result.why, (counts.get(result.why) ?? 0) + 1);
  }
  return counts;
}
