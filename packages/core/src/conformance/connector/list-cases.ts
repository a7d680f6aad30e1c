import assert from 'node:assert/strict';
import type { Account } from '../../connector/account.js';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorSubject } from './connector-subject.js';

interface Walk {
  readonly accounts: readonly Account[];
  /** Every page said so. */
  readonly complete: boolean;
  /** Where each page but the first began, and how many accounts came before it. */
  readonly cursors: readonly { readonly cursor: string; readonly before: number }[];
}

export const listCases: readonly ConnectorCase[] = [
  {
    name: 'a listing has every account once, and says that it is complete',
    needs: ['create', 'list'],
    async run(subject) {
      const made = await createAccounts(subject);
      const { accounts, complete } = await walk(subject);
      const ids = accounts.map(({ id }) => id);
      assert.equal(complete, true, 'the listing says that it is not complete');
      assert.deepEqual(ids, [...new Set(ids)], 'an account is listed twice');
      assert.deepEqual(
        made.filter(({ id }) => !ids.includes(id)).map(({ id }) => id),
        [],
        'accounts are missing',
      );
    },
  },
  {
    name: 'a listing shows accounts as they are',
    needs: ['create', 'list'],
    async run(subject) {
      const made = new Set([
        (await subject.create(subject.nextFields())).id,
        (await subject.create(subject.nextFields())).id,
      ]);
      const listed = (await walk(subject)).accounts.filter(({ id }) => made.has(id));
      assert.ok(listed.length > 0, 'new accounts are missing');
      for (const account of listed) assert.deepEqual(account, await subject.get(account.id));
    },
  },
  {
    name: 'a listing keeps its order',
    needs: ['create', 'list'],
    async run(subject) {
      await createAccounts(subject);
      const ids = async () => (await walk(subject)).accounts.map(({ id }) => id);
      assert.deepEqual(await ids(), await ids());
    },
  },
  {
    name: 'a listing resumes from any page, after a restart too',
    needs: ['create', 'list', 'harness.pageSize'],
    async run(subject) {
      await createAccounts(subject);
      const whole = await walk(subject);
      assert.ok(whole.cursors.length > 0, 'there is one page only: harness.pageSize is too small');
      for (const { cursor, before } of whole.cursors) {
        const kept: string = JSON.parse(JSON.stringify(cursor));
        const rest = await walk(await subject.reconnect(), kept);
        assert.deepEqual(
          rest.accounts.map(({ id }) => id),
          whole.accounts.slice(before).map(({ id }) => id),
          `from ${cursor}`,
        );
      }
    },
  },
];

/** More than two pages of them, where the size of a page is known. */
async function createAccounts(subject: ConnectorSubject): Promise<readonly Account[]> {
  const count = (subject.known.pageSize ?? 1) * 2 + 1;
  const made: Account[] = [];
  for (let index = 0; index < count; index += 1) made.push(await subject.create(subject.nextFields()));
  return made;
}

async function walk(subject: ConnectorSubject, from?: string): Promise<Walk> {
  const accounts: Account[] = [];
  const cursors: { cursor: string; before: number }[] = [];
  let cursor = from;
  let complete = true;
  do {
    const page = await subject.list(cursor);
    complete &&= page.complete;
    accounts.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) break;
    assert.ok(!cursors.some((known) => known.cursor === cursor), `the cursor ${cursor} leads in a circle`);
    cursors.push({ cursor, before: accounts.length });
  } while (cursor !== undefined);
  return { accounts, cursors, complete };
}
