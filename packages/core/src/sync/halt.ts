import type { HaltKind } from '../store/application-store.js';
import { journalLine } from './journal-line.js';
import type { Runtime } from './runtime.js';

/** Stops all work on an application until its credentials change or `linkspan test` passes. Nothing that is due is lost. */
export async function haltApplication(runtime: Runtime, kind: HaltKind, reason: string): Promise<void> {
  await runtime.store.applications.update(runtime.name, { halted: { kind, reason, at: runtime.now() } });
  runtime.log.warn({ application: runtime.name, kind, reason }, 'application halted');
  const entry = journalLine(runtime, { directory: runtime.application.directory, type: '', resourceId: '' }, 'halted', {
    reason,
  });
  await runtime.store.journal.append([entry]);
}
