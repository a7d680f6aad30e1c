import type { Provenance } from '@linkspan/core';
import { type ExitCode, exitCode } from './exit-code.js';
import { findOwners } from './find-owners.js';
import type { OperatorHost } from './operator-host.js';
import { publishExplanation } from './publish-explanation.js';
import { redactField } from './redact-field.js';
import { requireApplication } from './require-application.js';
import { showExplanation } from './show-explanation.js';
import { showLine } from './show-line.js';
import { showOwners } from './show-owners.js';
import { showProvenance } from './show-provenance.js';
import { showTrace } from './show-trace.js';
import type { Terminal } from './terminal.js';

export interface ExplainOptions {
  readonly json?: boolean;
  /** An application: the person is synced there now, and each step is shown. */
  readonly trace?: string;
}

/** `linkspan explain <person>`: what every application knows of somebody, what it would do, and what stands in the way. */
export async function explain(
  terminal: Terminal,
  host: OperatorHost,
  person: string,
  { json = false, trace }: ExplainOptions,
): Promise<ExitCode> {
  if (trace !== undefined) return traceOne(terminal, host, person, trace, json);
  const explanations = await host.orchestrator.explain(person);
  const values = await host.orchestrator.provenance(person);
  const owners = await findOwners(host, person);
  if (json) {
    const applications = explanations.map(publishExplanation);
    const beside = { ...(owners.length > 0 && { owners }), ...(values && { values: values.map(publishValue) }) };
    terminal.print(JSON.stringify({ person, ...beside, applications }, null, 2));
  } else {
    for (const one of explanations) showExplanation(terminal, person, one, Date.now());
    showOwners(terminal, person, owners);
    showProvenance(terminal, person, values ?? []);
  }
  if (explanations.length > 0) return exitCode.ok;
  if (!json) complainOf(terminal, host, person);
  return exitCode.failed;
}

/** For programs, without secrets. */
function publishValue({ attribute, value, overrules, ...rest }: Provenance): Provenance {
  return {
    attribute,
    ...rest,
    ...(value !== undefined && { value: redactField(attribute, value) }),
    ...(overrules !== undefined && { overrules: redactField(attribute, overrules) }),
  };
}

function complainOf({ complain, command }: Terminal, { applications }: OperatorHost, person: string): void {
  complain(
    applications.length === 0
      ? 'linkspan: there is no application in the configuration that could know anybody.'
      : `linkspan: there is no ${showLine(person)} in the directory, and no application has heard of them. Deleted lately? See "${command} restore --list".`,
  );
}

async function traceOne(
  terminal: Terminal,
  host: OperatorHost,
  person: string,
  application: string,
  json: boolean,
): Promise<ExitCode> {
  requireApplication(host, application);
  const traced = await host.orchestrator.trace(application, person);
  if (traced === undefined) {
    terminal.complain(`linkspan: there is no ${showLine(person)} in the directory.`);
    return exitCode.failed;
  }
  showTrace(terminal, traced, json);
  return ['error', 'park'].includes(traced.item.action) ? exitCode.failed : exitCode.ok;
}
