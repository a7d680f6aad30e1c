import assert from 'node:assert/strict';
import type { Link } from '../../store/link.js';
import type { ResourceRecord } from '../../store/resource.js';
import type { Store } from '../../store/store.js';
import { authorityOf } from '../../sync/back/back.js';
import { application } from '../histories/begin-process.js';
import { editors } from '../histories/create-identity-provider.js';
import { shown } from './create-colleagues.js';
import type { Ledger, Side, Value } from './create-ledger.js';
import { isMember, scope, type TwoWayProvider, valuesOf } from './create-two-way-provider.js';
import { attributes, fields, type TwoWayHistory } from './two-way-history.js';
import { service, type TwoWayRow, type TwoWaySite } from './two-way-site.js';

interface World {
  readonly history: TwoWayHistory;
  readonly store: Store;
  readonly site: TwoWaySite;
  readonly ledger: Ledger;
  readonly provider: Pick<TwoWayProvider, 'deleted' | 'left'>;
}

/** At rest: both sides are equal but for what waits for a person, nothing that was said is lost, and nobody is there who should not be. */
export async function checkAgreement(world: World): Promise<void> {
  const { store, site } = world;
  const { resources: people } = await store.resources.query(scope, { type: 'User', startIndex: 1, count: 100 });
  const links = await store.links.list({ application, type: 'User', limit: 1_000 });
  const group = await findEditors(store);
  for (const person of people) {
    const link = links.find(({ resourceId }) => resourceId === person.id);
    assert.ok(link, `${nameOf(person)} has no link`);
    await checkPerson(world, person, link, group);
  }
  checkNames(world, people);
  await checkAccounts(world, links);
  const protectedRow = site.byLogin(service);
  assert.ok(protectedRow?.active, 'the protected account was touched');
  for (const link of links) {
    assert.notEqual(link.label, service, 'the protected account was imported');
    if (link.state === 'parked') continue;
    assert.equal(link.doubtful, undefined, `the outcome of a write about ${link.label} is still not known`);
    assert.equal(link.look, undefined, `${link.label} is still to be looked at`);
  }
}

function nameOf({ attributes: { userName } }: ResourceRecord): string {
  return String(userName);
}

async function findEditors(store: Store): Promise<string> {
  const { resources } = await store.resources.query(scope, { type: 'Group', startIndex: 1, count: 10 });
  return resources.find(({ attributes: { displayName } }) => displayName === editors)?.id ?? '';
}

async function checkPerson(
  { history, store, site, ledger, provider }: World,
  person: ResourceRecord,
  link: Link,
  group: string,
): Promise<void> {
  const name = nameOf(person);
  const here = valuesOf(person);
  const { alsoBack, policy } = history;
  const row = site.rows.get(link.accountId ?? '');
  const open = (subject: string) => link.back?.conflicts?.[subject] !== undefined;
  const authority = (path: string) => authorityOf({ ...policy } as Parameters<typeof authorityOf>[0], path);
  if (provider.left.has(name) && authority('active') !== 'application')
    assert.equal(here.active, false, `${name} has left by the identity provider's word, and is active`);
  if (!here.active) {
    if (row?.active) assert.ok(open('active') || mayReopen(history), `${name} is inactive, and the account is open`);
    else settleValue('active', false);
    return loosenRest(ledger, name);
  }
  if (row === undefined) {
    const isTold = link.state === 'parked' || link.back?.released === true;
    assert.ok(isTold, `${name} has no account: ${link.state} ${link.reason ?? ''}`);
    return loosenRest(ledger, name, 'active');
  }
  assert.equal(row.login, name, `${name} is linked to somebody else's account`);
  assert.notEqual(link.state, 'parked', `${name} is parked: ${link.reason}`);
  for (const attribute of attributes) {
    const remote = fields[attribute];
    if (link.withheld?.[remote] !== undefined) continue;
    if (open(remote)) {
      assert.notEqual(
        shown(attribute, row),
        here[attribute],
        `${name} agrees in ${attribute}, which waits for a person`,
      );
      continue;
    }
    assert.equal(shown(attribute, row), here[attribute], `${name} differs in ${attribute}`);
    settleValue(attribute, here[attribute]);
  }
  if (open('active')) return ledger.loosen(`${name} roles`);
  if (!row.active) {
    assert.ok(!alsoBack.includes('active'), `${name} is active, and the account is closed`);
    return ledger.loosen(`${name} roles`);
  }
  settleValue('active', true);
  if (open('roles') || link.withheld?.roles !== undefined) return;
  if (!alsoBack.includes('roles')) return;
  const member = await isMember(store, group, person.id);
  assert.equal(row.roles.includes('editor'), member, `${name} differs in roles`);
  settleValue('roles', member);

  function settleValue(subject: string, value: Value): void {
    // An account that is opened against the identity provider's word is closed again.
    const refused = subject === 'active' && !value ? 'application' : undefined;
    const fault = ledger.findFault(`${name} ${subject}`, value, {
      favoured: favoured(subject),
      refused,
      laterCounts: policy.conflict === 'newest' && history.feed,
    });
    assert.equal(fault, undefined, `${name} ends with ${subject} ${JSON.stringify(value)}; ${fault}`);
    ledger.agree(`${name} ${subject}`, value);
  }

  function favoured(subject: string): Side | undefined {
    const choice = authority(subject === 'email' ? 'emails' : subject);
    if (choice !== undefined) return choice === 'application' ? 'application' : 'directory';
    // That somebody has left, or who is in a group, is the identity provider's to say.
    if (subject === 'active' || subject === 'roles') return 'directory';
    return policy.conflict === 'directory' || policy.conflict === 'application' ? policy.conflict : undefined;
  }
}

/** Where nobody said that it is to be closed again. */
function mayReopen({ alsoBack, drift }: TwoWayHistory): boolean {
  return !alsoBack.includes('active') && drift === 'observe';
}

function loosenRest(ledger: Ledger, name: string, ...more: readonly string[]): void {
  for (const subject of [...attributes, 'roles', ...more]) ledger.loosen(`${name} ${subject}`);
}

function checkNames({ provider, site }: World, people: readonly ResourceRecord[]): void {
  const present = people.map(nameOf);
  assert.equal(new Set(present).size, present.length, 'somebody is in the directory twice');
  for (const name of provider.deleted) {
    const made = site.byLogin(name);
    assert.ok(!present.includes(name) || made !== undefined, `${name} was deleted, and is in the directory again`);
  }
  const logins = [...site.rows.values()].map(({ login }) => login);
  assert.equal(new Set(logins).size, logins.length, 'somebody has two accounts');
}

/** Whose account nobody in the directory has. */
async function checkAccounts({ history, store, site, provider }: World, links: readonly Link[]): Promise<void> {
  const { policy } = history;
  for (const row of site.rows.values()) {
    if (row.login === service) continue;
    const link = links.find(({ accountId }) => accountId === row.id);
    if (link?.state === 'tombstone' && provider.deleted.has(row.login) && row.active)
      assert.ok(mayReopen(history), `${row.login} was deleted, and the account is open`);
    if (link !== undefined) continue;
    const newcomer = await store.newcomers.find(application, 'User', row.id);
    const isTold = newcomer?.state === 'reported' || newcomer?.state === 'known';
    assert.ok(isTold, `the account ${describe(row)} is nobody's, and nobody is told of it`);
    if (policy.onNew === 'import')
      assert.notEqual(newcomer?.reason, undefined, `the account ${describe(row)} was not imported`);
  }
}

function describe({ id, login }: TwoWayRow): string {
  return `${id} (${login})`;
}
