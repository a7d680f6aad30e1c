import { rm } from 'node:fs/promises';
import { measureDisk } from './measure.mjs';
import { printRows } from './print-rows.mjs';
import { runJob } from './run-job.mjs';
import { say } from './say.mjs';
import { seed } from './seed.mjs';
import { showSpread, spread } from './spread.mjs';

const cases = [
  { latency: 0, concurrency: 4, people: 5_000 },
  { latency: 50, concurrency: 4, people: 400 },
  { latency: 50, concurrency: 32, people: 3_000 },
];

/** People a second who get an account by the automatic way, each step durable, in a stub that takes some time for a call. */
export async function measureProvisioning({ quick }) {
  const repeats = quick ? 1 : 5;
  const rows = [];
  for (const { people, ...settings } of cases) {
    const total = quick ? Math.min(people, 200) : people;
    const runs = [];
    for (let repeat = 0; repeat < repeats; repeat += 1) runs.push(await provisionOnce(total, settings));
    rows.push({ ...settings, people: total, runs });
  }
  printRows(
    [
      'people a second (min / median / max)',
      'measured',
      'of the ideal',
      'flushes a person',
      'ms of processor',
      'disk, flushes/s',
    ],
    rows.map(describe),
  );
  say(
    'Ideal: nothing but the latency of the one call that each person needs. The disk: one by one, measured before each run.',
  );
  return rows;
}

async function provisionOnce(total, settings) {
  const { folder } = await seed(total);
  try {
    const disk = measureDisk(folder);
    return { disk, ...(await runJob('provision', { folder, total, ...settings })) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function describe({ latency, concurrency, people, runs }) {
  const perSecond = spread(runs.map((run) => run.perSecond));
  const ideal = latency === 0 ? undefined : (1000 / latency) * concurrency;
  const middle = (value) => spread(runs.map(value)).median;
  return [
    `${latency} ms latency, ${concurrency} at once, ${people} people`,
    showSpread(perSecond),
    ideal === undefined ? '' : `${Math.round((100 * perSecond.median) / ideal)} %`,
    middle((run) => run.perPerson.flushes).toFixed(2),
    middle((run) => (1000 * run.processorSeconds) / people).toFixed(2),
    showSpread(spread(runs.map((run) => run.disk))),
  ];
}
