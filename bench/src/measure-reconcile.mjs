import { rm } from 'node:fs/promises';
import { printRows } from './print-rows.mjs';
import { runJob } from './run-job.mjs';
import { seed } from './seed.mjs';
import { showSpread, spread } from './spread.mjs';

/** A full run over people who all agree: the time and the memory of a reconcile that finds nothing to do. */
export async function measureReconcile({ quick }) {
  const total = quick ? 2_000 : 100_000;
  const { folder } = await seed(total, {
    link: (made) => runJob('provision', { folder: made, total: 1, latency: 0, concurrency: 4 }),
  });
  const ways = { sync: [], plan: [] };
  try {
    for (let repeat = 0; repeat < (quick ? 1 : 3); repeat += 1)
      for (const [way, runs] of Object.entries(ways)) runs.push(await reconcileOnce(folder, total, way));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  printRows(
    [
      `no change among ${total.toLocaleString('en-US')} people (min / median / max)`,
      'seconds',
      'MiB at most',
      'seconds of processor',
    ],
    Object.entries(ways).map(([way, runs]) => [
      `${way} --full`,
      ...['seconds', 'peakMebibytes', 'processorSeconds'].map((figure) =>
        showSpread(spread(runs.map((run) => run[figure])), figure === 'peakMebibytes' ? 0 : 1),
      ),
    ]),
  );
  return { people: total, ways };
}

/** Throws where it found anything to do: a run that did not look is no result. */
async function reconcileOnce(folder, total, way) {
  const figures = await runJob('reconcile', { folder, total, way });
  const { counts, calls } = figures;
  const writes = Object.keys(calls).filter((call) => call !== 'list');
  if (counts.none !== total || Object.keys(counts).length > 1 || writes.length > 0)
    throw new Error(`${way} --full of ${total} people: ${JSON.stringify(figures)}`);
  return figures;
}
