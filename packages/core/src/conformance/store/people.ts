import type { JsonObject } from '../../scim/json.js';
import type { ResourceRecord } from '../../store/resource.js';
import { enterprise, extra } from './person-type.js';
import { type CommitPart, type StoreContext, waitForClock } from './store-context.js';

/** Whom the filter and sort tables ask for, by short names, in the order of creation. */
const people = {
  ada: {
    userName: 'ada@example.com',
    displayName: 'Ada Lovelace',
    active: true,
    name: { familyName: 'Lovelace', givenName: 'Ada' },
    title: 'Countess',
    userType: 'Employee',
    emails: [
      { value: 'zz@home.example', type: 'home' },
      { value: 'ada@example.com', type: 'work', primary: true },
    ],
    [enterprise]: { department: 'R&D', employeeNumber: '007', manager: { value: 'M-1' } },
    [extra]: { count: 7, ratio: 1.5, flag: false, code: 'AbC', tags: ['Red', 'blue'] },
  },
  eve: {
    userName: 'EVE',
    displayName: 'eve o’neil',
    active: false,
    name: { familyName: "O'Neil" },
    title: '100%',
    userType: 'employee',
    emails: [
      { value: 'Eve@Example.com', type: 'work' },
      { value: 'ada.fan@home.example', type: 'HOME', primary: false },
    ],
    roles: [{ value: 'admin' }],
  },
  zoe: {
    userName: 'zoë_smith',
    displayName: 'ZOË "The Boss" Smith',
    name: { familyName: 'Ångström' },
    title: 'a\\b',
    userType: 'Contractor',
    [enterprise]: { department: 'Sales' },
    [extra]: { count: 10, ratio: -0.5, flag: true, code: 'abc', tags: ['green'] },
  },
  zhanna: {
    userName: 'Жанна',
    displayName: 'ada lovelace',
    active: true,
    name: { givenName: 'ЖАННА' },
    title: '100 percent',
    phoneNumbers: [{ value: '+1 555 0100', type: 'work' }],
    x509Certificates: [{ value: 'MIIa' }],
    [extra]: { count: -3, tags: ['100%', 'x_y'] },
  },
  min: { userName: 'minimal', nickName: '' },
} as const satisfies Record<string, JsonObject>;

export type PersonName = keyof typeof people;

const parts: Partial<Record<PersonName, CommitPart>> = { ada: { externalId: 'Ext-1' }, eve: { externalId: 'ext-1' } };

/** Commits everybody, a millisecond or more apart. */
export async function createPeople({
  createUser,
}: StoreContext): Promise<Readonly<Record<PersonName, ResourceRecord>>> {
  const create = async (name: PersonName) => {
    await waitForClock();
    return createUser(people[name], parts[name]);
  };
  return {
    ada: await create('ada'),
    eve: await create('eve'),
    zoe: await create('zoe'),
    zhanna: await create('zhanna'),
    min: await create('min'),
  };
}
