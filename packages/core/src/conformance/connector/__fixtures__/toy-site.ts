import type { MemberRef } from '../../../connector/account.js';
import { createToyFeed, type ToyFeed } from './toy-feed.js';

/** Ways to break the contract; each is one that a real connector could have. */
export type Fault = SharedFault | UserFault | GroupFault;

/** Of either type. */
export type SharedFault =
  | 'a rule is misspelt'
  | 'create drops a field'
  | 'create overwrites'
  | 'identity is the same for all'
  | 'identity follows the e-mail'
  | 'find takes a prefix'
  | 'find takes a wildcard'
  | 'find minds case'
  | 'find ignores case everywhere'
  | 'find does not know one field'
  | 'find throws for nobody'
  | 'update empties the rest'
  | 'update answers with what was before'
  | 'update cannot clear'
  | 'update stores a country in capitals'
  | 'ampersands are escaped'
  | 'list leaves out the last'
  | 'list repeats at a page'
  | 'list shows less than get'
  | 'list turns around'
  | 'list says that it is incomplete'
  | 'cursors belong to the connection'
  | 'remove fails the second time'
  | 'get shows the removed'
  | 'update brings back the removed'
  | 'nobody is protected'
  | 'two rules read into one attribute'
  | 'a conversion does not come back'
  | 'what is empty is left out'
  | 'creates are not told'
  | 'updates are not told'
  | 'removals are told as changes'
  | 'what strangers do is not told'
  | 'all is said to be ours'
  | 'fields have the names of the database'
  | 'changes begin at the beginning'
  | 'checkpoints belong to the connection'
  | 'what was read is gone'
  | 'a checkpoint runs ahead'
  | 'a page of changes leads to the end'
  | 'a checkpoint of nonsense is an error'
  | 'a checkpoint of nonsense is taken for now'
  | 'what was forgotten is passed over'
  | 'wrong credentials read an empty feed'
  | 'signals are not looked at'
  | 'conflicts are plain errors';

export type UserFault =
  | 'a check fails'
  | 'a check throws for wrong credentials'
  | 'checks do not look at the credentials'
  | 'the site is named after the connection'
  | 'deactivate says active'
  | 'deactivations are not told'
  | 'deactivate fails the second time'
  | 'reactivate forgets the roles'
  | 'reactivate gives everything back'
  | 'reactivate does nothing'
  | 'remove needs no heir'
  | 'content goes with the account'
  | 'what others own is counted'
  | 'roles are replaced'
  | 'nobody is privileged'
  | 'a receipt has seconds'
  | 'any secret will do'
  | 'the body is not signed'
  | 'a header that is missing is an error'
  | 'a receipt has an id of its own';

export type GroupFault =
  | 'groups have no rules'
  | 'groups have no name'
  | 'members are a field as well'
  | 'a name is taken over'
  | 'a change of members gives back a group without its fields'
  | 'adding who is in fails'
  | 'beside additions nobody is removed'
  | 'removing who is out fails'
  | 'removing who is gone fails'
  | 'adding who is gone says not-found'
  | 'additions replace what another connection added'
  | 'a new name empties the group'
  | 'a long list is cut'
  | 'only the first page of members is searched'
  | 'a group is added as a user'
  | 'members of a removed group are kept'
  | 'the signal is not looked at for members'
  | 'who joins is not told'
  | 'a page of members repeats one'
  | 'cursors of members belong to the connection'
  | 'an empty group is not found'
  | 'a group is read as a user'
  | 'a removed group is read as empty'
  | 'wrong credentials read an empty group';

export interface ToyRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly roles: readonly string[];
  readonly active: boolean;
}

/** Accounts of one type. The first one is the one that nobody may touch. */
export interface ToyTable {
  readonly records: Map<string, ToyRecord>;
  readonly feed: ToyFeed;
  nextId(): string;
}

/** An application in memory. People and groups are counted apart. */
export interface ToySite {
  readonly users: ToyTable;
  readonly groups: ToyTable;
  /** Group id → who is in it. */
  readonly members: Map<string, readonly MemberRef[]>;
  /** Content id → account id. */
  readonly content: Map<string, string>;
}

/** Of the administrator, and of the group that everybody is in. */
export const protectedId = '1';

export function createToySite(late?: number | 'told'): ToySite {
  const root = { login: 'root', email: 'root@toy.example', first: 'Root', last: 'Root', country: 'fr' };
  const everybody = { name: 'Everybody', mail: 'all@toy.example', about: 'All', note: 'All', country: 'fr' };
  return {
    users: createTable(root, ['administrator'], createToyFeed(late)),
    groups: createTable(everybody, [], createToyFeed(late)),
    members: new Map(),
    content: new Map(),
  };
}

function createTable(fields: ToyRecord['fields'], roles: readonly string[], feed: ToyFeed): ToyTable {
  let last = Number(protectedId);
  return {
    records: new Map([[protectedId, { id: protectedId, fields, roles, active: true }]]),
    feed,
    nextId() {
      last += 1;
      return String(last);
    },
  };
}

/** As a page of the site does it, for whoever is signed in there. */
export function changeAsStranger({ records, feed }: ToyTable, id: string, fields: ToyRecord['fields']): void {
  const record = records.get(id);
  if (record === undefined) throw new Error(`There is no account ${id}.`);
  records.set(id, { ...record, fields: { ...record.fields, ...fields } });
  feed.write({ id, what: 'update', origin: 'theirs', fields: Object.keys(fields) });
}
