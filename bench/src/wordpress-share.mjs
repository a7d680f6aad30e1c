import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import wordpress from '../../packages/connector-wordpress/dist/index.js';
import { startWordPress } from '../../scripts/real-sites/wordpress.mjs';
import { newPerson } from './new-person.mjs';
import { applicationName, openOrchestrator } from './open-orchestrator.mjs';
import { pinCores } from './pin-cores.mjs';
import { recordCalls } from './record-calls.mjs';
import { replayCalls } from './replay-calls.mjs';

const silent = { debug() {}, info() {}, warn() {} };
const scope = { directory: 'main', client: 'bench' };
const steps = { create: {}, update: { displayName: 'Another Name', title: 'Major' }, deactivate: { active: false } };

/**
 * How much of a real site's own speed the orchestrator reaches. It creates, updates and deactivates people; its calls of a first round
 * are sent again raw, for other people, at the same concurrency. In each round every step is measured both ways, by turns the one and
 * the other first. `apart`: the site has half of the cores to itself, and who calls it the others.
 */
export async function measureWordPressShare({ flavour, people, rounds, concurrency, apart }) {
  if (apart) pinCores('first');
  const site = await startWordPress({ flavour });
  if (apart) pinCores('second');
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
    const recorded = await recordFirstRound(opened, recorder, people);
    const measured = [];
    for (let round = 1; round <= rounds; round += 1) {
      const raw = createRawRound(recorded, { url: site.url, concurrency, name: `again${round}` });
      const seconds = { orchestrator: {}, raw: {} };
      for (const step of Object.keys(steps)) {
        const inTurn = [
          ['orchestrator', () => provision(opened, `round${round}`, people, step)],
          ['raw', () => raw(step)],
        ];
        for (const [who, run] of round % 2 === 1 ? inTurn : inTurn.toReversed()) seconds[who][step] = await run();
      }
      recorder.calls();
      measured.push(seconds);
    }
    const counts = Object.entries(recorded.calls).map(([step, calls]) => [step, calls.length]);
    return { version: site.version, people, concurrency, calls: Object.fromEntries(counts), rounds: measured };
  } finally {
    await opened.close();
    await site.stop();
    if (apart) pinCores('all');
    await rm(folder, { recursive: true, force: true });
  }
}

/** The calls of each step, and the log-in of each account by its id. */
async function recordFirstRound(opened, recorder, people) {
  const calls = {};
  for (const step of Object.keys(steps)) {
    await provision(opened, 'first', people, step);
    calls[step] = recorder.calls();
  }
  const links = await opened.store.links.list({ application: applicationName, limit: people });
  return { calls, logins: new Map(links.map(({ label, accountId }) => [Number(accountId), label])) };
}

/** Resolves with the seconds of a step, from the moment on when everything of it is due until nothing is. */
async function provision({ store, orchestrator }, name, people, step) {
  const ids = Array.from({ length: people }, (_, index) => `${name}-${index}`);
  const before = step === 'deactivate' ? steps.update : {};
  await orchestrator.pause(applicationName, 'the next step is prepared');
  for (const id of ids) await commit(store, id, { ...newPerson(id), ...before, ...steps[step] });
  orchestrator.hint();
  await until(async () => (await store.links.countByState(applicationName)).due === people);
  const begin = performance.now();
  await orchestrator.resume(applicationName);
  await until(async () => (await store.links.nextDue(applicationName)) === undefined);
  const seconds = (performance.now() - begin) / 1000;
  const { parked = 0, held = 0 } = await store.links.countByState(applicationName);
  if (parked + held > 0) throw new Error(`${step}: ${parked} links are parked, ${held} held`);
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

/** Gives each step's seconds when it is asked for them. */
function createRawRound({ calls, logins }, { url, concurrency, name }) {
  const ids = new Map([...logins].map(([id, login]) => [id, login.replace('first', name)]));
  const rename = (text) => text.replaceAll('first-', `${name}-`);
  return (step) => replayCalls(calls[step], { url, concurrency, rename, ids });
}

/** A look costs the database a little, so it is not taken all the time. */
async function until(condition) {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 40));
}
