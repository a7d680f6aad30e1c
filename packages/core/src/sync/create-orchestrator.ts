import { bindGroups } from './bind-groups.js';
import { createDrain, type Drain } from './drain.js';
import { expandMarks, expandSelves } from './expand-marks.js';
import { fillApplication } from './fill-application.js';
import { fingerprint } from './fingerprint.js';
import { approveLink, unlinkAccount } from './operator-decisions.js';
import type { Orchestrator, OrchestratorOptions } from './orchestrator.js';
import { readMappingPreview } from './read-mapping-preview.js';
import { runSync } from './run-sync.js';
import { createRuntime, type Runtime } from './runtime.js';
import { testApplication } from './test-application.js';
import { createWakeSignal } from './wake-signal.js';

const pollInterval = 1_000;
/** Milliseconds that calls in flight may take to end when the server stops. */
const patience = 8_000;

export function createOrchestrator(options: OrchestratorOptions): Orchestrator {
  const { store, log } = options;
  const runtimes = options.applications
    .map((application) => createRuntime(application, options))
    .filter((runtime) => runtime !== undefined);
  const stopping = new AbortController();
  const wakeUp = createWakeSignal();
  let drains: readonly Drain[] = [];
  let expanding: Promise<void> = Promise.resolve();

  function runtimeOf(name: string): Runtime {
    const runtime = runtimes.find((one) => one.name === name);
    if (runtime === undefined)
      throw new Error(`there is no application "${name}" in the configuration, or it takes no people`);
    return runtime;
  }

  function wakeDrains(): void {
    for (const drain of drains) drain.wake();
  }

  /** After an operator's decision there may be something to do at once. */
  async function thenWake<Result>(decision: Promise<Result>): Promise<Result> {
    return decision.finally(wakeDrains);
  }

  /** What the configuration changed while this process was not running. */
  async function register(runtime: Runtime): Promise<void> {
    const record = await store.applications.get(runtime.name);
    const { credentials } = runtime.application;
    const present = fingerprint(runtime.application);
    const corrected = record.halted?.kind === 'auth' && record.credentials !== credentials;
    if (corrected) log.info({ application: runtime.name }, 'credentials changed, application runs again');
    await store.applications.update(runtime.name, {
      credentials,
      fingerprint: present,
      ...(record.fingerprint !== present && { fillAfter: '' }),
      ...(corrected && { halted: null, failures: 0, lastFailure: null, pausedUntil: null }),
    });
  }

  /** An application that left the configuration keeps its links, and is filled when it returns. */
  async function forgetMissing(): Promise<void> {
    for (const record of await store.applications.list()) {
      const configured = options.applications.some((application) => application.name === record.name);
      if (!configured && record.fingerprint !== undefined)
        await store.applications.update(record.name, { fingerprint: null });
    }
  }

  async function expandLoop(): Promise<void> {
    const expansion = { marks: store.marks, runtimes, signal: stopping.signal, onExpanded: wakeDrains };
    for (const runtime of runtimes) {
      await bindGroups(runtime);
      await fillApplication(runtime, stopping.signal, async () => {
        wakeDrains();
        await expandSelves(expansion);
      });
    }
    wakeDrains();
    while (!stopping.signal.aborted) {
      await expandMarks(expansion);
      await wakeUp.wait(pollInterval);
    }
  }

  /** Whatever fails here (the database, mostly) is tried again: nobody else expands marks in this process. */
  async function expandForever(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await expandLoop();
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.warn({ error }, 'expanding changes failed');
        await wakeUp.wait(pollInterval);
      }
    }
  }

  return {
    async start() {
      await forgetMissing();
      for (const runtime of runtimes) await register(runtime);
      drains = runtimes.map((runtime) => createDrain(runtime));
      expanding = expandForever();
    },
    hint: () => wakeUp.send(),
    async stop() {
      stopping.abort();
      wakeUp.send();
      await expanding;
      await Promise.all(drains.map((drain) => drain.stop(patience)));
    },
    sync: (application, syncOptions) => runSync(runtimeOf(application), runtimes, syncOptions),
    test: (application, testOptions) => thenWake(testApplication(runtimeOf(application), testOptions)),
    preview: (application, person) => readMappingPreview(runtimeOf(application), person, new AbortController().signal),
    approve: (application, userName) => thenWake(approveLink(runtimeOf(application), userName)),
    unlink: (application, userName) => thenWake(unlinkAccount(runtimeOf(application), userName)),
  };
}
