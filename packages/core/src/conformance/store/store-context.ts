import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../scim/json.js';
import type { PendingMark } from '../../store/mark-store.js';
import type { JournalEntry, Member, ResourceRecord, Scope } from '../../store/resource.js';
import type { Commit, CommitOutcome } from '../../store/resource-store.js';
import type { Store } from '../../store/store.js';

export interface StoreUnderTest {
  readonly store: Store;
  close(): Promise<void>;
  /** A database with several connections: cases on concurrency then go more rounds. */
  readonly concurrent: boolean;
}

export type CommitPart = Partial<Omit<Commit, 'type' | 'id'>>;

/** What a case works with: a directory, a client and an application that nobody else uses. */
export interface StoreContext {
  readonly store: Store;
  readonly scope: Scope;
  readonly application: string;
  readonly rounds: number;
  /** Of the form of a UUID; a later one is greater. */
  nextId(): string;
  /** Commits a new resource, and insists that it was made. */
  createUser(attributes: JsonObject, part?: CommitPart): Promise<ResourceRecord>;
  createGroup(displayName: string, members?: readonly string[], part?: CommitPart): Promise<ResourceRecord>;
  /** Commits on top of this version, and gives the outcome as it is. */
  tryCommit(record: Pick<ResourceRecord, 'type' | 'id' | 'version'>, part: CommitPart): Promise<CommitOutcome>;
  /** The same, and insists on `committed`. */
  change(record: Pick<ResourceRecord, 'type' | 'id' | 'version'>, part: CommitPart): Promise<ResourceRecord>;
  /** As it stands now. */
  read(record: Pick<ResourceRecord, 'type' | 'id'>): Promise<ResourceRecord>;
  readMembers(group: Pick<ResourceRecord, 'id'>): Promise<readonly Member[]>;
  /** Of this directory, oldest first. */
  readMarks(): Promise<readonly PendingMark[]>;
  /** How many lines of history this directory's resource has. */
  countJournalLines(record: Pick<ResourceRecord, 'id'>): Promise<number>;
}

export function createStoreContext({ store, concurrent }: StoreUnderTest): StoreContext {
  const unique = randomBytes(6).toString('hex');
  const scope: Scope = { directory: `directory-${unique}`, client: 'idp' };
  let lastId = 0;

  const nextId = () => {
    lastId += 1;
    return `${unique.slice(0, 8)}-${unique.slice(8)}-7000-8000-${lastId.toString(16).padStart(12, '0')}`;
  };
  const tryCommit: StoreContext['tryCommit'] = ({ type, id, version }, part) => {
    const { directory } = part.scope ?? scope;
    const journal: JournalEntry = {
      actor: 'client:idp',
      action: 'test',
      directory,
      resourceType: type,
      resourceId: id,
    };
    return store.resources.commit({ scope, type, id, expectVersion: version, marks: [], journal, ...part });
  };
  const change: StoreContext['change'] = async (record, part) => expectCommitted(await tryCommit(record, part)).record;

  return {
    store,
    scope,
    application: `application-${unique}`,
    rounds: concurrent ? 5 : 1,
    nextId,
    tryCommit,
    change,
    createUser: (attributes, part) =>
      change({ type: 'User', id: nextId(), version: 0 }, { resource: attributes, ...part }),
    createGroup: (displayName, members = [], part = {}) =>
      change(
        { type: 'Group', id: nextId(), version: 0 },
        { resource: { displayName }, members: { replace: members }, ...part },
      ),
    async read({ type, id }) {
      const found = await store.resources.find(scope, type, id);
      assert.ok(found, `${type} ${id} is not found`);
      return found;
    },
    readMembers: ({ id }) => store.resources.listMembers(scope, { group: id, limit: 1000 }),
    async readMarks() {
      const marks = await store.marks.list(100_000);
      return marks.filter(({ directory }) => directory === scope.directory);
    },
    async countJournalLines({ id }) {
      return (await store.journal.list({ resourceId: id, limit: 1000 })).length;
    },
  };
}

export function expectCommitted(outcome: CommitOutcome): Extract<CommitOutcome, { kind: 'committed' }> {
  assert.equal(outcome.kind, 'committed', `the commit was refused: ${JSON.stringify(outcome)}`);
  assert.ok(outcome.kind === 'committed');
  return outcome;
}

/** So that the next commit has a later `lastModified`. */
export function waitForClock(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
