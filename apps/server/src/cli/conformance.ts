import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonObject } from '@linkspan/core';
import type { ScimServerReport } from '@linkspan/core/conformance';
import { conformanceTarget, type TargetOptions } from './conformance-target.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { reachScimServer } from './reach-scim-server.js';
import { showConformance } from './show-conformance.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface ConformanceOptions extends TargetOptions {
  readonly json?: boolean;
  readonly section?: readonly string[];
  readonly only?: string;
  readonly readOnly?: boolean;
  /** A file. */
  readonly user?: string;
}

/** `linkspan conformance <url>`: any SCIM server by the RFCs. Fails where it does not do what they demand. */
export async function conformance(terminal: Terminal, url: string, options: ConformanceOptions): Promise<ExitCode> {
  const { json = false, section = [], only = '', readOnly = false, user } = options;
  const { secrets, ...target } = conformanceTarget(terminal, url, options);
  const attributes = user === undefined ? {} : { user: readAttributes(resolve(terminal.folder, user)) };
  await reachScimServer(target);
  // Loaded here: no other command needs it.
  const { conformancePrefix, testScimServer } = await import('@linkspan/core/conformance');
  const contract = await testScimServer(target, { readOnly, sections: section, only, ...attributes });
  const all = contract.cases.length + contract.notApplicable.length;
  if (all === 0) throw new UsageError('nothing is there to be looked at. Check --section and --only.');
  if (!readOnly && contract.cases.length > 0) {
    terminal.complain(
      `This makes users and groups named ${conformancePrefix}-… at ${target.url}, and deletes them again. A server that provisions ` +
        'others passes them on: use one for tests. With --read-only nothing is written.',
    );
  }
  let done = 0;
  const report = await contract.report(() => {
    done += 1;
    terminal.progress?.(`${done} of ${contract.cases.length}`);
  });
  terminal.progress?.(undefined);
  const shown = withoutSecrets(report, secrets);
  if (json) terminal.print(JSON.stringify({ url: target.url, ...shown }, null, 2));
  else showConformance(terminal, shown);
  for (const path of shown.left)
    terminal.complain(`linkspan: ${target.url}${path} could not be deleted. Delete it there.`);
  return shown.failedMust > 0 || shown.left.length > 0 ? exitCode.failed : exitCode.ok;
}

/** A server may repeat in an answer what it was sent. */
function withoutSecrets(report: ScimServerReport, secrets: readonly string[]): ScimServerReport {
  const text = secrets.reduce(
    (all, secret) => all.replaceAll(JSON.stringify(secret).slice(1, -1), '<secret>'),
    JSON.stringify(report),
  );
  return JSON.parse(text);
}

function readAttributes(file: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as JsonObject;
  } catch {
    throw new UsageError(`--user: ${file} is no JSON that can be read. Put an object of attributes there.`);
  }
  throw new UsageError(`--user: ${file} holds no object. Put one of attributes there.`);
}
