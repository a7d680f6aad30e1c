import { rm } from 'node:fs/promises';
import { startLinkspan } from '../../scripts/start-linkspan.mjs';
import { measure, measureDisk } from './measure.mjs';
import { printTable } from './print-table.mjs';
import { say } from './say.mjs';
import { scenarios } from './scenarios.mjs';
import { production, seed } from './seed.mjs';
import { startBareExpress } from './start-bare-express.mjs';

const connections = 16;

/** SCIM requests a second, beside a bare Express handler in the same run. */
export async function measureScim({ quick }) {
  const sizes = quick ? [200, 2_000] : [1_000, 100_000];
  const timing = quick ? { warmUp: 0, seconds: 1 } : { warmUp: 2, seconds: 8 };
  const bare = await startBareExpress();
  const rows = Object.keys(scenarios).map((scenario) => ({ scenario, bare: undefined, bySize: {} }));
  for (const row of rows) {
    // Whom it asks for makes no difference to a constant.
    row.bare = await measured(
      row.scenario,
      bare,
      { people: [{ id: '1', userName: 'one' }], total: 1000 },
      false,
      timing,
    );
  }
  await bare.stop();

  let disk = 0;
  for (const size of sizes) {
    const begin = performance.now();
    const { folder, people } = await seed(size);
    say(`${size.toLocaleString('en-US')} users are there after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    disk = measureDisk(folder);
    const server = await startLinkspan({ dataFolder: folder, ...production });
    try {
      for (const row of rows) {
        row.bySize[size] = await measured(
          row.scenario,
          { url: server.scimUrl, token: server.token },
          { people: sampleOf(people), total: size },
          true,
          timing,
        );
      }
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }

  printTable(rows, sizes);
  say(`The disk makes ${disk} blocks a second durable, one by one.`);
  return { connections, sizes, rows };
}

async function measured(scenario, { url, token = '' }, directory, checkBodies, timing) {
  const job = { scenario, url, token, connections, checkBodies };
  if (timing.warmUp > 0) {
    await measure({ ...job, directory: { ...directory, run: `warm-${Date.now()}` }, seconds: timing.warmUp });
  }
  return await measure({ ...job, directory: { ...directory, run: `run-${Date.now()}` }, seconds: timing.seconds });
}

/** A thousand of them, spread over all: what is sent to the process that makes the load. */
function sampleOf(people) {
  const step = Math.max(1, Math.floor(people.length / 1000));
  return people.filter((_, index) => index % step === 0);
}
