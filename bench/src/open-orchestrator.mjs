import { createSqlStore, migrate, openDatabase } from '../../apps/server/dist/store/index.js';
import { createOrchestrator } from '../../packages/core/dist/index.js';
import { applicationPolicy } from './application-policy.mjs';

const silent = {
  debug() {},
  info() {},
  warn: (data, message) => process.stderr.write(`${message} ${JSON.stringify(data)}\n`),
};
export const applicationName = 'bench';

/** The orchestrator over a data folder's own database, with one application; the server does the same. */
export async function openOrchestrator({ folder, module, connector, ...policy }) {
  const database = await openDatabase({ kind: 'sqlite', file: `${folder}/linkspan.sqlite` });
  await migrate(database);
  const store = createSqlStore(database);
  const statements = countStatements(database);
  const application = {
    name: applicationName,
    directory: 'main',
    module,
    connector,
    credentials: 'bench',
    policy: applicationPolicy(policy),
  };
  const { guards } = application.policy;
  const orchestrator = createOrchestrator({ store, applications: [application], log: silent, guardsOf: () => guards });
  return {
    database,
    store,
    orchestrator,
    /** So far; a flush is what makes a transaction durable. */
    statements,
    /** Resolves when everybody in the directory has an account and nothing is due. */
    async allLinked(total) {
      for (;;) {
        const { linked = 0, due = 0, parked = 0 } = await store.links.countByState(applicationName);
        if (parked > 0) throw new Error(`${parked} links are parked`);
        if (linked >= total && due === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async close() {
      await orchestrator.stop();
      await database.close();
    },
  };
}

/** Reads, writes, and flushes: a transaction has one at its end, a statement without a transaction has its own. */
function countStatements({ knex, reader }) {
  const counts = { reads: 0, writes: 0, flushes: 0 };
  let within = false;
  reader.on('query', () => {
    counts.reads += 1;
  });
  knex.on('query', ({ sql }) => {
    if (sql.startsWith('begin')) within = true;
    else if (!within || sql === 'commit') counts.flushes += 1;
    counts.writes += 1;
    if (sql === 'commit' || sql === 'rollback') within = false;
  });
  return counts;
}
