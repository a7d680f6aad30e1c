import assert from 'node:assert/strict';
import type { Store } from '../../store/store.js';
import type { DirectoryPerson } from './create-identity-provider.js';
import type { FaultySite } from './faulty-site.js';
import { type History, type Name, names } from './history.js';
import { application } from './start-process.js';

/** The application equals the directory: nobody twice, nobody open who left, everything else as it was last said. */
export function checkPeople(
  people: ReadonlyMap<Name, DirectoryPerson>,
  { rows }: FaultySite,
  { onDelete }: Pick<History, 'onDelete'>,
): void {
  const shown = names.map((name) => [...rows.values()].filter(({ login }) => login === name));
  for (const [place, name] of names.entries()) {
    const accounts = shown[place] ?? [];
    const person = people.get(name);
    assert.ok(accounts.length <= 1, `${name} has ${accounts.length} accounts`);
    const [account] = accounts;
    if (person === undefined && onDelete === 'delete') assert.equal(account, undefined, `${name} was to be deleted`);
    if (person?.active !== true) assert.notEqual(account?.active, true, `${name} has left, and the account is open`);
    else
      assert.deepEqual(
        account && {
          active: account.active,
          title: account.title,
          email: account.email,
          editor: account.roles.includes('editor'),
        },
        { active: true, title: person.title, email: person.email, editor: person.editor },
        `${name} is not what the directory says`,
      );
  }
}

/** No link is left in doubt or in somebody's hands, no run from before `calm` without an end. All processes have been stopped. */
export async function checkEnd(store: Store, calm: number): Promise<void> {
  const links = await store.links.list({ application, limit: 1_000 });
  for (const { label, state, doubtful, reason, lastError } of links) {
    assert.equal(doubtful, undefined, `the outcome of a write about ${label} is still not known`);
    assert.ok(['new', 'linked', 'tombstone'].includes(state), `${label} is ${state}: ${reason ?? lastError}`);
  }
  const claimed = await store.links.claim(application, {
    now: Date.now(),
    limit: 1_000,
    lease: { token: 'the last', milliseconds: 1 },
    resourceIds: links.map(({ resourceId }) => resourceId),
  });
  assert.equal(claimed.length, links.length, 'a link is still leased');
  const running = await store.runs.list({ application, state: 'running', limit: 10 });
  const endless = running.filter(({ startedAt }) => startedAt < calm);
  assert.deepEqual(endless, [], 'a run has no end');
  const { halted, quarantine } = await store.applications.get(application);
  assert.deepEqual({ halted, quarantine }, { halted: undefined, quarantine: undefined });
}
