import type { Link } from '../../store/link.js';
import type { Store } from '../../store/store.js';
import { application } from './begin-process.js';
import type { Driver } from './create-driver.js';
import type { Operator } from './create-operator.js';
import type { FaultyNetwork } from './faulty-network.js';
import type { History } from './history.js';

const look = 3_000;
/** Waits that are longer than this are leapt over. */
const longWait = 30_000;
/** Milliseconds of the fake clock. Whoever fails again and again is tried once an hour. */
const most = 3 * 3_600_000;

/** Lets time pass until nothing is marked, due, under way or running. */
export async function settle({
  store,
  driver,
  network,
  operator,
  way,
}: {
  readonly store: Store;
  readonly driver: Driver;
  readonly network: FaultyNetwork;
  readonly operator: Pick<Operator, 'isAtWork'>;
  readonly way: History['way'];
}): Promise<void> {
  const end = Date.now() + most;
  for (let obstacle: string | undefined = 'it has just begun'; obstacle !== undefined; ) {
    if (Date.now() > end) throw new Error(`it does not come to rest: ${obstacle}`);
    await driver.drive(look);
    const due = await store.links.nextDue(application);
    if (due !== undefined && due > Date.now() + longWait && network.underWay === 0)
      driver.leap(due - Date.now() - longWait);
    obstacle = await findWork();
  }

  async function findWork(): Promise<string | undefined> {
    if (network.underWay > 0) return 'a request is under way';
    if (operator.isAtWork) return 'a command is under way';
    if ((await store.marks.list(1)).length > 0) return 'a change is not expanded';
    const due = await store.links.nextDue(application);
    if (due !== undefined) return `a link is due at ${new Date(due).toISOString()}`;
    const stale = await findStale();
    if (stale !== undefined) return `${stale.label} is stale`;
    const [run] = await store.runs.list({ application, state: 'running', limit: 1 });
    return run === undefined ? undefined : `run ${run.id} is running`;
  }

  /** Where nothing is automatic. Of a full pass nobody expects that it looks at who is gone and never had an account. */
  async function findStale(): Promise<Link | undefined> {
    if (way.startsWith('automatic')) return undefined;
    const stale = await store.links.list({ application, stale: true, limit: 1_000 });
    if (way === 'changes') return stale[0];
    const orphaned = await store.links.list({ application, orphaned: true, limit: 1_000 });
    const nothingThere = orphaned.filter(
      ({ accountId, doubtful, late }) => (accountId ?? doubtful ?? late) === undefined,
    );
    return stale.find(({ id }) => !nothingThere.some((link) => link.id === id));
  }
}
