import { defaultPolicy, everyOperation } from '../../sync/default-policy.js';
import { beginProcess, unguarded } from '../histories/begin-process.js';
import type { Driver } from '../histories/create-driver.js';
import { editors } from '../histories/create-identity-provider.js';
import { createRandom } from '../histories/create-random.js';
import type { FakeTimers } from '../histories/fake-timers.js';
import { createFaultyNetwork, type OnFault } from '../histories/faulty-network.js';
import { inFakedTime } from '../histories/in-faked-time.js';
import { keepProcesses } from '../histories/keep-processes.js';
import type { HistoryStores } from '../histories/play-history.js';
import { checkAgreement } from './check-agreement.js';
import { createColleagues } from './create-colleagues.js';
import { createLedger } from './create-ledger.js';
import { createTwoWayOperator } from './create-two-way-operator.js';
import { createTwoWayProvider, scope } from './create-two-way-provider.js';
import { restTwoWay } from './rest-two-way.js';
import { twoWayConnector } from './two-way-connector.js';
import type { TwoWayEvent, TwoWayHistory } from './two-way-history.js';
import { createTwoWaySite, service } from './two-way-site.js';

/** Milliseconds from one look to the next. */
const poll = 5_000;
/** Longer than the lease of a drain. */
const leapTime = 31_000;
const mostLeaps = 2;

/** Plays a history: both sides edit, much fails, then calm. Rejects with what does not agree, is lost, or is written again in the end. */
export function playTwoWayHistory(
  history: TwoWayHistory,
  stores: HistoryStores,
  timers: FakeTimers,
  onFault: OnFault,
): Promise<void> {
  return inFakedTime(timers, (driver) => play(history, stores, driver, onFault));
}

async function play(
  history: TwoWayHistory,
  [first, second]: HistoryStores,
  driver: Driver,
  onFault: OnFault,
): Promise<void> {
  const site = createTwoWaySite({ hasFeed: history.feed });
  const network = createFaultyNetwork(site, { refusesDuplicates: true }, onFault);
  const views = [driver.watch(first), driver.watch(second)].slice(0, history.processes);
  const [store = first] = views;
  const ledger = createLedger();
  const random = createRandom(history.seed);
  const world = { dispatcher: network.dispatcher, random };
  const processes = keepProcesses(views, (view) =>
    beginProcess(view, world, { module: twoWayConnector, policy: policyOf(history) }),
  );
  const operator = createTwoWayOperator(ledger);
  const provider = createTwoWayProvider(store, ledger, processes.hint);
  const colleagues = createColleagues(site, ledger);
  let leaps = 0;

  /** Nothing fails any more, until nothing is left to do; then all is compared. */
  async function rest(): Promise<void> {
    network.calm();
    processes.calm();
    await restTwoWay({ store, driver, network, operator, process: processes.at(0) });
    await checkAgreement({ history, store, site, ledger, provider });
  }

  async function happen(event: TwoWayEvent): Promise<void> {
    switch (event.kind) {
      case 'put':
        return provider.put(event.name, event.says, event.active);
      case 'patch':
        return provider.patch(event.name, event.says, event.clear);
      case 'delete':
        return provider.delete(event.name);
      case 'member':
        return provider.setMember(event.name, event.joins);
      case 'members':
        return provider.putGroup();
      case 'clash': {
        const here = () => provider.patch(event.name, event.says, false);
        const there = () => colleagues.act({ ...event, kind: 'edit', clear: false, between: false });
        return ledger.atOnce(async () => {
          if (event.first === 'application') there();
          await here();
          if (event.first === 'directory') there();
        });
      }
      case 'edit':
      case 'role':
      case 'state':
      case 'account gone':
      case 'account new':
      case 'protected edit':
        return colleagues.act(event);
      case 'feed reset':
        return site.feed?.reset();
      case 'feed late':
        return site.feed?.delay(event.milliseconds);
      case 'resolve':
        return operator.resolve(processes.at(event.process), event.take);
      case 'approve':
      case 'reject':
      case 'sync':
      case 'pull':
        return operator.ask(processes.at(event.process), event.kind);
      case 'rest':
        return rest();
      case 'fault':
        return network.expect(event);
      case 'death':
        return processes.at(event.process).mortal.dieAt(event.calls, event.at);
      case 'pass':
        processes.revive();
        return driver.drive(event.milliseconds);
      case 'leap':
        leaps += 1;
        return leaps > mostLeaps ? undefined : driver.leap(leapTime);
    }
  }

  site.place({ login: service, email: 'service@example.org', name: 'Service', title: 'do not touch' });
  await provider.putGroup();
  processes.begin();
  await rest();
  for (const event of history.events) await happen(event);
  await rest();
  site.forgetReads();
  await requireSilence();
  for (let round = 0; (await operator.decideAll(processes.at(0), driver, random)) > 0; round += 1) {
    if (round > 8) throw new Error('what was decided is asked again and again');
    await rest();
  }
  await requireSilence();
  await driver.during(processes.stop(), 60_000);
  const broken = [...operator.failures, ...processes.alarms];
  if (broken.length > 0) throw new Error(broken.join('\n'));

  /** A pull, a full pass and some polls more write nothing, on neither side. */
  async function requireSilence(): Promise<void> {
    const [writes, versions] = [network.writes.length, await listVersions()];
    const { orchestrator } = processes.at(0);
    await driver.during(orchestrator.pull('faulty'), 60_000);
    await driver.during(orchestrator.sync('faulty', { full: true }), 60_000);
    await driver.drive(4 * poll);
    const changed = (await listVersions()).filter((line) => !versions.includes(line));
    const late = [...network.writes.slice(writes), ...changed];
    if (late.length > 0) throw new Error(`written although nothing had changed: ${late.join(', ')}`);
  }

  async function listVersions(): Promise<readonly string[]> {
    const pages = await Promise.all(
      ['User', 'Group'].map((type) => store.resources.query(scope, { type, startIndex: 1, count: 100 })),
    );
    const resources = pages.flatMap((page) => page.resources);
    return resources.map(({ type, id, version }) => `${type} ${id} version ${version} in the directory`);
  }
}

function policyOf({ policy, alsoBack, onDelete, drift }: TwoWayHistory) {
  return {
    ...defaultPolicy,
    automatic: everyOperation,
    roles: { [editors]: 'editor' },
    leaving: { ...defaultPolicy.leaving, onDelete },
    drift,
    guards: unguarded,
    twoWay: {
      ...policy,
      source: ['feed', 'poll'] as const,
      poll,
      operations: everyOperation,
      attributes: ['title', 'displayName', 'emails', ...alsoBack],
    },
  };
}
