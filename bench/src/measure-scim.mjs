import { measure, measureDisk } from './measure.mjs';
import { openDatabases } from './open-databases.mjs';
import { printScim } from './print-scim.mjs';
import { readMemory } from './read-memory.mjs';
import { say } from './say.mjs';
import { scenarios } from './scenarios.mjs';
import { seedScim } from './seed-scim.mjs';
import { startBareExpress } from './start-bare-express.mjs';
import { startScimmy } from './start-scimmy.mjs';

const connections = 16;
/** What scimmy-routers can do at all, so that the run does not take an hour. Its pages hold twenty people, whatever is asked. */
const compared = ['get by id', 'userName eq', 'create', 'patch title'];

/** SCIM requests a second, beside a bare Express handler in the same run: on SQLite, and on PostgreSQL where one is named. */
export async function measureScim({ quick, million }) {
  const sizes = quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, ...(million ? [1_000_000] : [])];
  const timing = quick ? { warmUp: 0, seconds: 1 } : { warmUp: 2, seconds: 4 };
  const bare = await startBareExpress();
  const results = [];
  try {
    for (const database of openDatabases()) {
      for (const size of sizes) results.push(await measureSize({ database, size, bare, timing }));
      printScim(
        database,
        results.filter((result) => result.database === database.name),
      );
    }
    if (!quick) results.push(await measureScimmy({ size: 1_000, bare, timing }));
  } finally {
    await bare.stop();
  }
  return { connections, results };
}

async function measureSize({ database, size, bare, timing }) {
  const begin = performance.now();
  const { server, directory, remove, folder } = await seedScim(database, size);
  say(
    `${database.name}: ${size.toLocaleString('en-US')} users are there after ${((performance.now() - begin) / 1000).toFixed(1)} s`,
  );
  const rows = {};
  try {
    for (const [scenario, { applies = () => true }] of Object.entries(scenarios)) {
      if (!applies(directory)) continue;
      // One after the other, so that both have the same machine.
      const yardstick = await rate(scenario, bare, directory, false, timing);
      const ours = await rate(scenario, { url: server.scimUrl, token: server.token }, directory, true, timing);
      rows[scenario] = { yardstick, ours, mebibytes: readMemory(server.pid) };
    }
    return { database: database.name, size, rows, flushesASecond: measureDisk(folder) };
  } finally {
    await remove();
  }
}

/** Beside ours, a server that others would take: in memory, so that no disk slows it down. */
async function measureScimmy({ size, bare, timing }) {
  const scimmy = await startScimmy(size);
  const rows = {};
  try {
    for (const scenario of compared) {
      const yardstick = await rate(scenario, bare, scimmy.directory, false, timing);
      rows[scenario] = { yardstick, ours: await rate(scenario, scimmy, scimmy.directory, true, timing) };
    }
  } finally {
    await scimmy.stop();
  }
  printScim({ name: 'scimmy-routers, in memory', share: 1 }, [{ size, rows }]);
  return { database: 'scimmy-routers', size, rows };
}

async function rate(scenario, { url, token = '' }, directory, checkBodies, timing) {
  const job = { scenario, url, token, connections, checkBodies };
  if (timing.warmUp > 0) {
    await measure({ ...job, directory: { ...directory, run: `warm-${Date.now()}` }, seconds: timing.warmUp });
  }
  return await measure({ ...job, directory: { ...directory, run: `run-${Date.now()}` }, seconds: timing.seconds });
}
