/** Ways to break the contract; each is one that a real connector could have. */
export type Fault =
  | 'a check fails'
  | 'a check throws for wrong credentials'
  | 'checks do not look at the credentials'
  | 'a rule is misspelt'
  | 'the site is named after the connection'
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
  | 'deactivate says active'
  | 'deactivate fails the second time'
  | 'reactivate forgets the roles'
  | 'reactivate gives everything back'
  | 'reactivate does nothing'
  | 'remove fails the second time'
  | 'get shows the removed'
  | 'remove needs no heir'
  | 'content goes with the account'
  | 'what others own is counted'
  | 'update brings back the removed'
  | 'roles are replaced'
  | 'nobody is protected'
  | 'nobody is privileged'
  | 'signals are not looked at'
  | 'conflicts are plain errors';

export interface ToyRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly roles: readonly string[];
  readonly active: boolean;
}

/** An application in memory. The first account is the administrator that nobody may touch. */
export interface ToySite {
  readonly records: Map<string, ToyRecord>;
  /** Content id → account id. */
  readonly content: Map<string, string>;
  nextId(): string;
}

export const administratorId = '1';

export function createToySite(): ToySite {
  let last = 1;
  const fields = { login: 'root', email: 'root@toy.example', first: 'Root', last: 'Root', country: 'fr' };
  const administrator = { id: administratorId, fields, roles: ['administrator'], active: true };
  return {
    records: new Map([[administratorId, administrator]]),
    content: new Map(),
    nextId() {
      last += 1;
      return String(last);
    },
  };
}
