import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import wordpress from '../../packages/connector-wordpress/dist/index.js';
import { startWordPress } from '../../scripts/real-sites/wordpress.mjs';
import { applicationName, openOrchestrator } from './open-orchestrator.mjs';
import { recordCalls } from './record-calls.mjs';
import { replayCalls } from './replay-calls.mjs';
import { newPerson } from './scenarios.mjs';

const silent = { debug() {}, info() {}, warn() {} };
const scope = { directory: 'main', client: 'bench' };
const steps = { create: {}, update: { displayName: 'Another Name', title: 'Major' }, deactivate: { active: false } };

/**
 * How much of a real site's own speed the orchestrator reaches. It creates, updates and deactivates people; its calls of a first round
 * are sent again raw, for other people, at the same concurrency. In each round both are measured, one after the other by turns.
 */
export async function measureWordPressShare({ flavour, people, rounds, concurrency }) {
  const site = await startWordPress({ flavour });
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-bench-'));
  const recorder = recordCalls(silent);
  const config = wordpress.config.parse({
    url: site.url,
    username: site.username,
    password: site.applicationPassword,
  });
  const connector = wordpress.connect(config, recorder.context);
  const opened = await openOrchestrator({ folder, module: wordpress, connector, concurrency });
  try {
    await opened.orchestrator.start();
    const recorded = {};
    const ids = new Map();
    await provision(opened, 'first', people, (step) => {
      recorded[step] = recorder.calls();
    });
    for (const { label, accountId } of await opened.store.links.list({ application: applicationName, limit: people }))
      ids.set(Number(accountId), label);

    const measured = [];
    for (let round = 1; round <= rounds; round += 1) {
      const name = `again${round}`;
      const orchestrator = () => provision(opened, `round${round}`, people, () => recorder.calls());
      const raw = () => replay(recorded, { url: site.url, concurrency, name, ids });
      const inTurn = round % 2 === 1 ? { orchestrator, raw } : { raw, orchestrator };
      const seconds = {};
      for (const [who, run] of Object.entries(inTurn)) seconds[who] = await run();
      measured.push(seconds);
    }
    const counts = Object.entries(recorded).map(([step, calls]) => [step, calls.length]);
    return { version: site.version, people, concurrency, calls: Object.fromEntries(counts), rounds: measured };
  } finally {
    await opened.close();
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resolves with the seconds of each step, from the moment on when everything of it is due until nothing is. */
async function provision({ store, orchestrator }, name, people, afterStep) {
  const ids = Array.from({ length: people }, (_, index) => `${name}-${index}`);
  const seconds = {};
  for (const [step, change] of Object.entries(steps)) {
    await orchestrator.pause(applicationName, 'the next step is prepared');
    for (const id of ids)
      await commit(store, id, { ...newPerson(id), ...change, ...(step === 'deactivate' && steps.update) });
    orchestrator.hint();
    await until(async () => ((await store.links.countByState(applicationName)).due ?? 0) === people);
    const begin = performance.now();
    await orchestrator.resume(applicationName);
    await until(async () => ((await store.links.countByState(applicationName)).due ?? 0) === 0);
    seconds[step] = (performance.now() - begin) / 1000;
    const { parked = 0, held = 0 } = await store.links.countByState(applicationName);
    if (parked + held > 0) throw new Error(`${step}: ${parked} links are parked, ${held} held`);
    afterStep(step);
  }
  return seconds;
}

async function commit({ resources }, id, resource) {
  const present = await resources.find(scope, 'User', id);
  await resources.commit({
    scope,
    type: 'User',
    id,
    expectVersion: present?.version ?? 0,
    resource,
    marks: [{ type: 'User', id, reach: 'self' }],
    journal: { actor: 'client:bench', action: 'bench', directory: 'main', resourceType: 'User', resourceId: id },
  });
}

async function replay(recorded, { url, concurrency, name, ids }) {
  const renamed = new Map(ids);
  for (const [id, label] of ids) if (typeof id === 'number') renamed.set(id, label.replace('first', name));
  const rename = (text) => text.replaceAll('first-', `${name}-`);
  const seconds = {};
  for (const [step, calls] of Object.entries(recorded))
    seconds[step] = await replayCalls(calls, { url, concurrency, rename, ids: renamed });
  return seconds;
}

async function until(condition) {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
