import type { Store } from '../../store/store.js';
import { checkEnd, checkGroups, checkMemberships, checkPeople } from './check-end.js';
import type { Driver } from './create-driver.js';
import { createIdentityProvider, editors } from './create-identity-provider.js';
import { createOperator } from './create-operator.js';
import { createRandom } from './create-random.js';
import type { FakeTimers } from './fake-timers.js';
import { createFaultyNetwork, type OnFault } from './faulty-network.js';
import { createFaultySite } from './faulty-site.js';
import type { History, HistoryEvent } from './history.js';
import { inFakedTime } from './in-faked-time.js';
import { keepProcesses } from './keep-processes.js';
import { settle } from './settle.js';
import { startProcess } from './start-process.js';

/** Empty, and one for each process on the same database. */
export type HistoryStores = readonly [Store, Store];

/** Milliseconds in which nothing may be written any more; two schedules fall into it. */
const quietTime = 45_000;
/** Milliseconds; longer than the lease of a drain. */
const leapTime = 31_000;
const mostLeaps = 2;

/**
 * Plays a history: everything that happens, then calm, until nothing is left to be done. Rejects with what does not agree in the end.
 */
export function playHistory(
  history: History,
  stores: HistoryStores,
  timers: FakeTimers,
  onFault: OnFault,
): Promise<void> {
  return inFakedTime(timers, (driver) => play(history, stores, driver, onFault));
}

async function play(history: History, [first, second]: HistoryStores, driver: Driver, onFault: OnFault): Promise<void> {
  const site = createFaultySite(history);
  const network = createFaultyNetwork(site, history, onFault);
  const views = [driver.watch(first), driver.watch(second)].slice(0, history.processes);
  const [store = first] = views;
  const provider = createIdentityProvider(store);
  const operator = createOperator(store);
  const world = { dispatcher: network.dispatcher, history, random: createRandom(history.seed) };
  const processes = keepProcesses(views, (view) => startProcess(view, world));
  processes.begin();
  const broken: string[] = [];
  let leaps = 0;

  async function happen(event: HistoryEvent): Promise<void> {
    switch (event.kind) {
      case 'put':
        await provider.put(event.name, event);
        return processes.hint();
      case 'delete':
        await provider.delete(event.name);
        return processes.hint();
      case 'member':
        await provider.setMember(editors, event.name, event.joins);
        return processes.hint();
      case 'group':
        await provider.putGroup(event.group, event.label);
        return processes.hint();
      case 'group gone':
        await provider.deleteGroup(event.group);
        return processes.hint();
      case 'group member':
        await provider.setMember(event.group, event.member, event.joins);
        return processes.hint();
      case 'group members':
        await provider.setMembers(event.group, event.members);
        return processes.hint();
      case 'fault':
        return network.expect(event);
      case 'death':
        return processes.at(event.process).mortal.dieAt(event.calls, event.at);
      case 'sync':
        return operator.sync(processes.at(event.process), event);
      case 'undo':
        return operator.undo(processes.at(event.process));
      case 'pass':
        processes.revive();
        return driver.drive(event.milliseconds);
      case 'leap':
        // The site's clock does not jump with ours: after a few jumps what is under way there would outlive every patience.
        // And where a site makes two of a create that is sent by two, no lease may end before its time.
        leaps += 1;
        return leaps > mostLeaps || !history.refusesDuplicates ? undefined : driver.leap(leapTime);
    }
  }

  await provider.putGroup(editors);
  for (const event of history.events) await happen(event);
  network.calm();
  processes.calm();
  do await settle({ store, driver, network, operator, way: history.way });
  while ((await operator.approve(processes.at(0))) > 0);
  checkPeople(provider, site, history);
  if (history.groups) checkGroups(provider, site, history.groups);

  const calm = Date.now();
  const written = network.writes.length;
  await driver.drive(quietTime);
  const late = network.writes.slice(written);
  if (late.length > 0) broken.push(`written although nothing had changed: ${late.join(', ')}`);
  await driver.during(processes.stop(), 60_000);
  await checkEnd(store, calm);
  if (history.groups) await checkMemberships(store, provider.groups);
  broken.push(...operator.failures, ...processes.alarms);
  if (broken.length > 0) throw new Error(broken.join('\n'));
}
