import type { Application } from './application.js';
import { applyPlan } from './apply-plan.js';
import { applyUndo } from './apply-undo.js';
import { createPuller, type Puller } from './back/create-puller.js';
import { readTwoWay } from './back/list-waiting.js';
import { pullNow } from './back/pull-now.js';
import { readProvenance } from './back/read-provenance.js';
import { receiveWebhook } from './back/receive-webhook.js';
import { resolveConflicts } from './back/resolve-conflicts.js';
import { pauseApplication, resumeApplication } from './control-application.js';
import { createExpander } from './create-expander.js';
import { createRuntime } from './create-runtime.js';
import { createScheduler, type Scheduler } from './create-scheduler.js';
import { createUnderWay } from './create-under-way.js';
import { createDrain, type Drain } from './drain.js';
import { explainPerson } from './explain-person.js';
import { accountPages } from './find-account.js';
import { countConflicts, listInbox } from './inbox.js';
import { keepPasswords } from './keep-passwords.js';
import { makePlan } from './make-plan.js';
import { approve, linkAccount, reject, retryParked, unlinkAccount } from './operator-decisions.js';
import type { Orchestrator, OrchestratorOptions } from './orchestrator.js';
import { readMappingPreview } from './read-mapping-preview.js';
import { forgetMissing, registerApplication } from './register-application.js';
import { runSync } from './run-sync.js';
import type { Runtime } from './runtime.js';
import { testApplication } from './test-application.js';
import { tracePerson } from './trace-person.js';
import { makeUndoPlan } from './undo-run.js';
import { heldAccounts } from './unmanaged-pages.js';

/** Milliseconds that calls in flight may take to end when the server stops. */
const patience = 8_000;

export function createOrchestrator(options: OrchestratorOptions): Orchestrator {
  const { store } = options;
  let runtimes = createRuntimes(options.applications, []);
  const drains = new Map<Runtime, Drain>();
  const pullers = new Map<Runtime, Puller>();
  const expander = createExpander({ marks: store.marks, runtimes: () => runtimes, log: options.log, wake: wakeDrains });
  const underWay = createUnderWay();
  let scheduler: Scheduler | undefined;

  function createRuntimes(applications: readonly Application[], present: readonly Runtime[]): readonly Runtime[] {
    return applications
      .map(
        (application) =>
          present.find((one) => one.application === application) ??
          createRuntime(application, { ...options, onCommit: committed }),
      )
      .filter((runtime) => runtime !== undefined);
  }

  function runtimeOf(name: string): Runtime {
    const runtime = runtimes.find((one) => one.name === name);
    if (runtime === undefined)
      throw new Error(`there is no application "${name}" in the configuration, or it takes no people`);
    return runtime;
  }

  /** By a change that came back. */
  function committed(): void {
    expander.hint();
    options.onCommit?.();
  }

  function begin(runtime: Runtime): void {
    drains.set(runtime, createDrain(runtime));
    if (runtime.back !== undefined) pullers.set(runtime, createPuller(runtime, wakeDrains));
  }

  function wakeDrains(): void {
    for (const drain of drains.values()) drain.wake();
  }

  async function endDrain(runtime: Runtime): Promise<void> {
    const drain = drains.get(runtime);
    const puller = pullers.get(runtime);
    drains.delete(runtime);
    pullers.delete(runtime);
    await Promise.all([drain?.stop(patience), puller?.stop(), underWay.end(runtime)]);
  }

  /** What asks the application: its connector stays until that has ended. */
  async function attend<Result>(
    application: string,
    signal: AbortSignal | undefined,
    work: (runtime: Runtime, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const runtime = runtimeOf(application);
    return underWay.run(runtime, signal, (until) => work(runtime, until));
  }

  /** After an operator's decision there may be something to do at once. */
  async function thenWake<Result>(decision: Promise<Result>): Promise<Result> {
    return decision.finally(wakeDrains);
  }

  async function planOf(id: string) {
    const plan = await store.plans.find(id);
    if (plan === undefined) throw new Error(`there is no plan ${id}: it may have been forgotten after it expired`);
    return plan;
  }

  async function runOf(id: string) {
    const run = await store.runs.find(id);
    if (run === undefined) throw new Error(`there is no run ${id}`);
    return run;
  }

  return {
    async start() {
      await forgetMissing(store, options.applications);
      await keepPasswords(store, runtimes);
      for (const runtime of runtimes) {
        await registerApplication(runtime);
        begin(runtime);
      }
      expander.start();
      const { log, now = Date.now } = options;
      scheduler = createScheduler({ store, log, now }, runtimes);
    },
    hint: () => expander.hint(),
    async stop() {
      await Promise.all([expander.stop(), scheduler?.stop()]);
      await Promise.all(runtimes.map(endDrain));
    },
    async replace(applications) {
      const before = runtimes;
      const ending = new Map<string, Promise<unknown>>();
      await expander.between(async () => {
        runtimes = createRuntimes(applications, before);
        for (const runtime of before.filter((one) => !runtimes.includes(one))) {
          ending.set(runtime.name, endDrain(runtime));
        }
        await forgetMissing(store, applications);
        await keepPasswords(store, runtimes);
        for (const runtime of runtimes) if (!drains.has(runtime)) await registerApplication(runtime);
      });
      await scheduler?.replace(runtimes);
      await Promise.all([
        ...ending.values(),
        ...runtimes.map(async (runtime) => {
          await ending.get(runtime.name);
          if (!drains.has(runtime)) begin(runtime);
        }),
      ]);
      expander.hint();
    },

    sync: (application, syncOptions) =>
      attend(application, syncOptions.signal, (runtime, signal) =>
        runSync(runtime, runtimes, { ...syncOptions, signal }),
      ),
    plan: (application, planOptions) =>
      attend(application, planOptions.signal, (runtime, signal) => makePlan(runtime, { ...planOptions, signal })),
    planItems: (plan, query) => store.plans.listItems(plan, query),
    async apply(id, applyOptions) {
      const plan = await planOf(id);
      const applied = plan.options.undo === undefined ? applyPlan : applyUndo;
      return thenWake(
        attend(plan.application, applyOptions.signal, (runtime, signal) =>
          applied(runtime, plan, { ...applyOptions, signal }),
        ),
      );
    },
    async undo(id) {
      const run = await runOf(id);
      return attend(run.application, undefined, (runtime) => makeUndoPlan(runtime, run));
    },
    runs: (application, limit) => store.runs.list({ limit, ...(application === undefined ? {} : { application }) }),

    preview: (application, person) =>
      attend(application, undefined, (runtime, signal) => readMappingPreview(runtime, person, signal)),
    async explain(person) {
      const explained = await Promise.all(runtimes.map((runtime) => explainPerson(runtime, person)));
      return explained.filter((one) => one !== undefined);
    },
    trace: (application, userName) =>
      thenWake(attend(application, undefined, (runtime) => tracePerson(runtime, userName))),
    async *unmanaged(application, signal = new AbortController().signal) {
      const runtime = runtimeOf(application);
      for await (const page of accountPages(runtime.accounts, signal)) {
        const held = await heldAccounts(runtime, page);
        yield* page.filter(({ id }) => !held.has(id));
      }
    },

    async inbox(application) {
      const asked = application === undefined ? runtimes : [runtimeOf(application)];
      return (await Promise.all(asked.map(listInbox))).flat();
    },
    approve: (application, decision) =>
      thenWake(attend(application, undefined, (runtime, signal) => approve(runtime, decision, signal))),
    reject: (application, decision) => reject(runtimeOf(application), decision),
    link: (application, userName, accountId) =>
      thenWake(attend(application, undefined, (runtime) => linkAccount(runtime, userName, accountId))),
    unlink: (application, userName) => thenWake(unlinkAccount(runtimeOf(application), userName)),
    resolve: (application, resolution) => thenWake(resolveConflicts(runtimeOf(application), resolution)),
    async receiveWebhook(application, request) {
      const runtime = runtimes.find((one) => one.name === application);
      if (runtime === undefined) return 'unknown';
      const outcome = await receiveWebhook(runtime, request);
      pullers.get(runtime)?.wake();
      return outcome;
    },
    async twoWay() {
      const own = runtimes.flatMap((runtime) => [runtime, ...(runtime.groups ? [runtime.groups] : [])]);
      return Promise.all(
        own
          .filter(({ back }) => back !== undefined)
          .map(async (runtime) => readTwoWay(runtime, await countConflicts(runtime))),
      );
    },
    pull: (application, pullOptions) =>
      thenWake(attend(application, undefined, (runtime, signal) => pullNow(runtime, signal, pullOptions))),
    async provenance(person) {
      for (const runtime of runtimes) {
        const values = await readProvenance(runtime, person);
        if (values !== undefined) return values;
      }
      return undefined;
    },
    pause: (application, reason) => pauseApplication(runtimeOf(application), reason),
    resume: (application) => thenWake(resumeApplication(runtimeOf(application)).finally(() => expander.hint())),
    retry: (application, userName) => thenWake(retryParked(runtimeOf(application), userName)),
    test: (application, testOptions) =>
      thenWake(attend(application, undefined, (runtime) => testApplication(runtime, testOptions))),
  };
}
