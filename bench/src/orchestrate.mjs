// A process of its own, so that its memory and its processor time are the orchestrator's: takes a job from its parent, answers with figures.
import { applicationName, openOrchestrator } from './open-orchestrator.mjs';
import { createStubApplication } from './stub-application.mjs';

const jobs = {
  /** Everybody in the directory gets an account, by the automatic way, from the first sight of the application on. */
  async provision({ folder, total, latency, concurrency }) {
    const stub = createStubApplication({ latency });
    const opened = await openOrchestrator({ folder, concurrency, ...stub });
    const begin = performance.now();
    await opened.orchestrator.start();
    await opened.allLinked(total);
    const seconds = (performance.now() - begin) / 1000;
    await opened.close();
    if (stub.calls.create !== total) throw new Error(`${stub.calls.create} creates for ${total} people`);
    return { seconds, perSecond: total / seconds, calls: stub.calls, perPerson: perPerson(opened.statements, total) };
  },

  /** Everybody agrees already: the application is listed, and nobody written to. */
  async reconcile({ folder, total, way }) {
    const stub = createStubApplication({ listed: total });
    const opened = await openOrchestrator({ folder, automatic: false, ...stub });
    const begin = performance.now();
    const { counts } = await opened.orchestrator[way](applicationName, { full: true });
    const seconds = (performance.now() - begin) / 1000;
    await opened.close();
    return { seconds, counts, calls: stub.calls };
  },
};

function perPerson(statements, total) {
  return Object.fromEntries(Object.entries(statements).map(([kind, count]) => [kind, count / total]));
}

process.once('message', async ({ job, ...options }) => {
  const cpu = process.cpuUsage();
  const figures = await jobs[job](options);
  const { user, system } = process.cpuUsage(cpu);
  process.send({
    ...figures,
    processorSeconds: (user + system) / 1e6,
    peakMebibytes: process.resourceUsage().maxRSS / 1024,
  });
  process.disconnect();
});
