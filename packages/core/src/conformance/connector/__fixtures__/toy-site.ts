import type { MemberRef } from '../../../connector/account.js';

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
  | 'signals are not looked at'
  | 'conflicts are plain errors';

export type UserFault =
  | 'a check fails'
  | 'a check throws for wrong credentials'
  | 'checks do not look at the credentials'
  | 'the site is named after the connection'
  | 'deactivate says active'
  | 'deactivate fails the second time'
  | 'reactivate forgets the roles'
  | 'reactivate gives everything back'
  | 'reactivate does nothing'
  | 'remove needs no heir'
  | 'content goes with the account'
  | 'what others own is counted'
  | 'roles are replaced'
  | 'nobody is privileged';

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
  | 'the signal is not looked at for members';

export interface ToyRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly roles: readonly string[];
  readonly active: boolean;
}

/** Accounts of one type. The first one is the one that nobody may touch. */
export interface ToyTable {
  readonly records: Map<string, ToyRecord>;
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

export function createToySite(): ToySite {
  const root = { login: 'root', email: 'root@toy.example', first: 'Root', last: 'Root', country: 'fr' };
  return {
    users: createTable(root, ['administrator']),
    groups: createTable({ name: 'Everybody', mail: 'all@toy.example', about: 'All', note: 'All', country: 'fr' }, []),
    members: new Map(),
    content: new Map(),
  };
}

function createTable(fields: ToyRecord['fields'], roles: readonly string[]): ToyTable {
  let last = Number(protectedId);
  return {
    records: new Map([[protectedId, { id: protectedId, fields, roles, active: true }]]),
    nextId() {
      last += 1;
      return String(last);
    },
  };
}
