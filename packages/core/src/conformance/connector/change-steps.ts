import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../../connector/account.js';
import type { Changes, Delta } from '../../connector/changes.js';
import type { Fields } from './connector-harness.js';
import type { ConnectorSubject } from './connector-subject.js';

export interface Followed {
  readonly items: readonly Delta[];
  readonly checkpoint: string;
}

/** The checkpoint of now. */
export async function beginChanges(subject: ConnectorSubject): Promise<string> {
  return (await subject.changes(undefined)).checkpoint;
}

/** All that there is at once, page by page. */
export async function readChanges(subject: ConnectorSubject, since: string): Promise<Followed> {
  await subject.known.changes?.settle?.();
  const items: Delta[] = [];
  let checkpoint = since;
  let page: Changes;
  do {
    page = await subject.changes(checkpoint);
    assert.equal(page.complete, true, `the changes since ${checkpoint} are said to be incomplete`);
    assert.ok(!page.more || page.checkpoint !== checkpoint, `there is more, but ${checkpoint} leads back to itself`);
    items.push(...page.items);
    checkpoint = page.checkpoint;
  } while (page.more);
  return { items, checkpoint };
}

/** As the core does it: goes on from one checkpoint to the next, until there is what is waited for or the vendor has had its time. */
export async function followChanges(
  subject: ConnectorSubject,
  since: string,
  isEnough: (items: readonly Delta[]) => boolean,
): Promise<Followed> {
  const end = Date.now() + (subject.known.changes?.within ?? 4_000);
  const items: Delta[] = [];
  let checkpoint = since;
  for (let pause = 10; ; pause = Math.min(pause * 2, 500)) {
    const read = await readChanges(subject, checkpoint);
    items.push(...read.items);
    checkpoint = read.checkpoint;
    if (isEnough(items) || Date.now() >= end) return { items, checkpoint };
    await sleep(pause);
  }
}

/** What is told of one account, once something is; nothing, where nothing comes in time. */
export async function findShown(
  subject: ConnectorSubject,
  since: string,
  id: string,
  isIt: (delta: Delta) => boolean = () => true,
): Promise<readonly Delta[]> {
  const about = (items: readonly Delta[]) => items.filter((delta) => delta.id === id);
  return about((await followChanges(subject, since, (items) => about(items).some(isIt))).items);
}

export async function expectShown(subject: ConnectorSubject, since: string, id: string, what: string): Promise<void> {
  const told = await findShown(subject, since, id);
  assert.ok(told.length > 0, `${what} does not show behind the checkpoint ${since}`);
}

/** A new account, and the checkpoint behind its making: a vendor may tell that late. */
export async function createShown(
  subject: ConnectorSubject,
): Promise<{ readonly account: Account; readonly since: string }> {
  const before = await beginChanges(subject);
  const account = await subject.create(subject.nextFields());
  await findShown(subject, before, account.id);
  return { account, since: await beginChanges(subject) };
}

/** A new account that has been changed: a connector that tells of one of the two tells of it. */
export async function touchAccount(subject: ConnectorSubject): Promise<Account> {
  return updateAccount(subject, await subject.create(subject.nextFields()));
}

/** By us. */
export function updateAccount(subject: ConnectorSubject, account: Account): Promise<Account> {
  return subject.update(account, { set: anotherValue(subject) });
}

export async function changeAsStranger(subject: ConnectorSubject, id: string): Promise<Fields> {
  const fields = anotherValue(subject);
  assert.ok(subject.known.changes?.asStranger, 'harness.changes has no asStranger');
  await subject.known.changes.asStranger(id, fields);
  return fields;
}

/** Of one field that an update may change and whose values differ from account to account. */
export function anotherValue(subject: ConnectorSubject): Fields {
  const [one, other] = [subject.nextFields(), subject.nextFields()];
  const rule = subject.writable.findLast(({ remote }) => one[remote] !== other[remote]);
  assert.ok(rule, 'harness.fields has the same values for all accounts: no change would be seen');
  return { [rule.remote]: other[rule.remote] };
}
