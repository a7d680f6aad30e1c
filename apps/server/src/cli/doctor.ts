import type { CheckResult, Evidence, TranscriptResult } from '@linkspan/core';
import { type Examination, examineClient, hasFailed } from '../doctor/examine-client.js';
import { createVisitStore } from '../doctor/visit-store.js';
import { findPublicUrl } from '../installation/find-public-url.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { importClientModule } from './import-client-module.js';
import { showCheck } from './show-check.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withInstallation } from './with-installation.js';

/** `linkspan doctor <client>`: plays its identity provider against the public URL, and says what a person would see there. */
export function doctor(terminal: Terminal, client: string, { json = false }): Promise<ExitCode> {
  return withInstallation(terminal, async ({ configuration, database }) => {
    requireName('client', client, Object.keys(configuration.clients));
    const module = await importClientModule(configuration, client);
    const { publicUrl, bodyLimit } = configuration.server;
    const title = module?.title ?? client;
    const examination = await examineClient({
      client,
      ...(module && { module }),
      url: findPublicUrl(configuration),
      ...(publicUrl !== undefined && { publicUrl }),
      bodyLimit,
      visits: createVisitStore(database),
      now: Date.now,
      ...(!json && {
        onCheck: (result: CheckResult) => showCheck(terminal, result),
        onTranscript: (transcript: { readonly title: string }) =>
          terminal.print(`${terminal.colors.bold(title)}: ${transcript.title}`),
        onResult: (result: TranscriptResult) => showStep(terminal, title, result),
      }),
    });
    const failed = hasFailed([...examination.checks, ...examination.transcripts.flatMap(({ results }) => results)]);
    if (json)
      terminal.print(
        JSON.stringify({ ...examination, passed: !failed, notSeen: notSeen(examination, title) }, null, 2),
      );
    else conclude(terminal, examination, { title, failed });
    return failed ? exitCode.failed : exitCode.ok;
  });
}

const sureness: Readonly<Record<Evidence, string>> = {
  certain: '',
  likely: ' (likely)',
  unknown: ' (one form of several: which one is sent is not known)',
};

function showStep({ print, colors }: Terminal, vendor: string, result: TranscriptResult): void {
  const { status, title, evidence = 'certain', shown, problem, remark, call } = result;
  const sign = { passed: colors.green('✓'), failed: colors.red('✗'), skipped: colors.dim('-') }[status];
  const time = status === 'skipped' ? '' : colors.dim(` (${result.milliseconds} ms)`);
  const what = result.evidence === undefined ? `Applications would find: ${title}` : title;
  print(`  ${sign} ${what}${colors.dim(sureness[evidence])}${time}`);
  if (problem !== undefined) print(`      ${colors.bold(problem)}`);
  if (call !== undefined) print(`      ${colors.dim(`${call.method} ${call.target}`)}`);
  if (remark !== undefined) print(`      ${colors.yellow(remark)}`);
  if (shown !== undefined) print(`      ${colors.dim(`at ${vendor}:`)} ${shown}`);
}

function conclude(
  { print, colors, command }: Terminal,
  examination: Examination,
  { title, failed }: { readonly title: string; readonly failed: boolean },
): void {
  const { client, transcripts } = examination;
  print('');
  if (transcripts.length === 0) {
    print(`${colors.red('Failed.')} The life cycle was not played.`);
    return;
  }
  print(failed ? colors.red('Failed.') : colors.green('Passed.'));
  print(notSeen(examination, title));
  print(`Once it has called, see "${command} test ${client}" and "${command} requests ${client}".`);
}

/** What no command on this machine can know. */
function notSeen({ baseUrl }: Examination, title: string): string {
  const { host } = new URL(baseUrl);
  return (
    `All this was asked from this machine. Whether ${title} reaches ${host} from the internet cannot be seen from here: another DNS, a firewall or a list of allowed ` +
    'addresses may stand in between. Its own test does.'
  );
}
