import { bindGroups, forgetScopeBindings } from './bind-groups.js';
import { journalLine } from './journal-line.js';
import type { Runtime } from './runtime.js';
import { suggestCommand } from './suggest-command.js';

/** Stops all work on an application until `resumeApplication`. */
export async function pauseApplication(runtime: Runtime, reason: string): Promise<void> {
  await runtime.store.applications.update(runtime.name, { halted: { kind: 'operator', reason, at: runtime.now() } });
  await note(runtime, 'paused', reason);
}

/** Ends a pause by an operator, a quarantine and a frozen scope. */
export async function resumeApplication(
  runtime: Runtime,
): Promise<'resumed' | 'not-paused' | { readonly refused: string }> {
  const { applications } = runtime.store;
  const { halted, quarantine, scopeFrozen } = await applications.get(runtime.name);
  if (halted !== undefined && halted.kind !== 'operator')
    return {
      refused: `it is halted: ${halted.reason} \`${suggestCommand('test', runtime.name)}\` ends that when its checks pass.`,
    };
  if (halted === undefined && quarantine === undefined && scopeFrozen === undefined) return 'not-paused';
  if (scopeFrozen !== undefined) await forgetScopeBindings(runtime);
  await applications.update(runtime.name, {
    halted: null,
    quarantine: null,
    pausedUntil: null,
    failures: 0,
    lastFailure: null,
  });
  await note(runtime, 'resumed', undefined);
  // Now, not when a group changes next.
  if (scopeFrozen !== undefined) await bindGroups(runtime);
  return 'resumed';
}

async function note(runtime: Runtime, action: string, reason: string | undefined): Promise<void> {
  const subject = { directory: runtime.application.directory, type: '', resourceId: '' };
  const line = journalLine(runtime, subject, action, reason === undefined ? {} : { reason });
  await runtime.store.journal.append([{ ...line, actor: runtime.operator }]);
}
