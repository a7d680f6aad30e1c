import type { Json, JsonObject } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import { NotApplicable } from '../not-applicable.js';
import type { Operation, Placed, Probe } from '../probe.js';
import type { Need, Requirement } from '../requirement.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const mails = [
  { value: 'work@x.example', type: 'work', primary: true },
  { value: 'home@x.example', type: 'home' },
];
const before: JsonObject = {
  title: 'Countess',
  displayName: 'Ada',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: mails,
};

const row = (
  section: string,
  title: string,
  requirement: string,
  needs: readonly Need[],
  run: Requirement['run'],
): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users', 'patch', ...needs],
  run,
});

/** The attributes of `before` that the row needs. */
function some(needs: readonly Need[]): JsonObject {
  return Object.fromEntries(
    Object.entries(before).filter(([name]) =>
      needs.some((need) => need === `User.${name}` || need.startsWith(`User.${name}.`)),
    ),
  );
}

type Change = readonly [
  section: string,
  title: string,
  requirement: string,
  needs: readonly Need[],
  operations: readonly Operation[],
  /** Place and what stands there afterwards. */
  expected: readonly (readonly [path: readonly (string | number)[], value: Json | undefined])[],
];

const add = 'An add sets what is not there, and adds to a list of values.';
const replace = 'A replace puts the value in the place of what stands at the path.';
const remove = 'A remove takes away what stands at the path, which is unassigned then.';

const changes: readonly Change[] = [
  [
    '3.5.2.1',
    'add of a simple attribute',
    add,
    ['User.nickName'],
    [{ op: 'add', path: 'nickName', value: 'Addie' }],
    [[['nickName'], 'Addie']],
  ],
  [
    '3.5.2.1',
    'add over a value replaces it',
    'An add to an attribute with one value replaces that.',
    ['User.title'],
    [{ op: 'add', path: 'title', value: 'Queen' }],
    [[['title'], 'Queen']],
  ],
  [
    '3.5.2.1',
    'add without a path',
    'Without a path the value is a set of attributes to be added.',
    ['User.title', 'User.displayName'],
    [{ op: 'add', value: { title: 'Queen' } }],
    [
      [['title'], 'Queen'],
      [['displayName'], 'Ada'],
    ],
  ],
  [
    '3.5.2.1',
    'add of a sub-attribute',
    'A path may name a sub-attribute; the others stay.',
    ['User.name.middleName', 'User.name.familyName'],
    [{ op: 'add', path: 'name.middleName', value: 'King' }],
    [
      [['name', 'middleName'], 'King'],
      [['name', 'familyName'], 'Lovelace'],
    ],
  ],
  [
    '3.5.2.1',
    'add of a complex attribute adds its parts',
    'An add to a complex attribute sets the sub-attributes that the value has.',
    ['User.name.givenName', 'User.name.familyName'],
    [{ op: 'add', path: 'name', value: { givenName: 'Augusta' } }],
    [
      [['name', 'givenName'], 'Augusta'],
      [['name', 'familyName'], 'Lovelace'],
    ],
  ],
  [
    '3.5.2.1',
    'add of another value to a list',
    add,
    ['User.emails.value'],
    [{ op: 'add', path: 'emails', value: [{ value: 'new@x.example', type: 'other' }] }],
    [[['emails', 'length'], 3]],
  ],
  [
    '3.5.2.1',
    'add to a list without a path',
    add,
    ['User.emails.value'],
    [{ op: 'add', value: { emails: [{ value: 'new@x.example', type: 'other' }] } }],
    [[['emails', 'length'], 3]],
  ],
  [
    '3.5.2.1',
    'add of an attribute of an extension',
    'Attributes of an extension are named with its URN before them (§3.10).',
    ['enterprise'],
    [{ op: 'add', path: `${enterprise}:department`, value: 'R&D' }],
    [[[enterprise, 'department'], 'R&D']],
  ],
  [
    '3.5.2.3',
    'replace of a simple attribute',
    replace,
    ['User.title'],
    [{ op: 'replace', path: 'title', value: 'Queen' }],
    [[['title'], 'Queen']],
  ],
  [
    '3.5.2.3',
    'replace without a path',
    'Without a path the value is a set of attributes to be replaced.',
    ['User.title', 'User.displayName'],
    [{ op: 'replace', value: { title: 'Queen' } }],
    [
      [['title'], 'Queen'],
      [['displayName'], 'Ada'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of what is not there adds it',
    'Where the target does not exist, a replace is an add.',
    ['User.nickName'],
    [{ op: 'replace', path: 'nickName', value: 'Addie' }],
    [[['nickName'], 'Addie']],
  ],
  [
    '3.5.2.3',
    'replace of a sub-attribute',
    replace,
    ['User.name.givenName', 'User.name.familyName'],
    [{ op: 'replace', path: 'name.familyName', value: 'Byron' }],
    [
      [['name', 'familyName'], 'Byron'],
      [['name', 'givenName'], 'Ada'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of a complex attribute replaces the parts that are sent',
    'The sub-attributes of the value replace those that are there; others stay.',
    ['User.name.givenName', 'User.name.familyName'],
    [{ op: 'replace', path: 'name', value: { familyName: 'Byron' } }],
    [
      [['name', 'familyName'], 'Byron'],
      [['name', 'givenName'], 'Ada'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of a list',
    'A replace of a multi-valued attribute replaces all its values.',
    ['User.emails.value'],
    [{ op: 'replace', path: 'emails', value: [{ value: 'new@x.example', type: 'work' }] }],
    [
      [['emails', 'length'], 1],
      [['emails', 0, 'value'], 'new@x.example'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of a part of one value',
    'A value path with a sub-attribute changes that part of the values that it selects.',
    ['User.emails.type'],
    [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'new@x.example' }],
    [
      [['emails', 'work'], 'new@x.example'],
      [['emails', 'home'], 'home@x.example'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of one value',
    'A value path replaces the values that it selects.',
    ['User.emails.type'],
    [{ op: 'replace', path: 'emails[type eq "work"]', value: { value: 'new@x.example', type: 'work' } }],
    [
      [['emails', 'work'], 'new@x.example'],
      [['emails', 'home'], 'home@x.example'],
    ],
  ],
  [
    '3.5.2.3',
    'replace by a value path with "and"',
    'The filter of a value path is one of §3.4.2.2.',
    ['User.emails.type'],
    [{ op: 'replace', path: 'emails[type eq "home" and value sw "home"].value', value: 'new@x.example' }],
    [
      [['emails', 'home'], 'new@x.example'],
      [['emails', 'work'], 'work@x.example'],
    ],
  ],
  [
    '3.5.2.3',
    'replace with the URN of the core schema',
    'Any attribute may be named with the URN of its schema (§3.10).',
    ['User.title'],
    [{ op: 'replace', path: `${userSchema}:title`, value: 'Queen' }],
    [[['title'], 'Queen']],
  ],
  [
    '3.5.2.3',
    'replace of a path in other case',
    'Attribute names are case-insensitive (RFC 7643 §2.1).',
    ['User.title'],
    [{ op: 'replace', path: 'TITLE', value: 'Queen' }],
    [[['title'], 'Queen']],
  ],
  [
    '3.5.2.3',
    'replace of a boolean',
    replace,
    ['User.active'],
    [{ op: 'replace', path: 'active', value: false }],
    [[['active'], false]],
  ],
  [
    '3.5.2.2',
    'remove of a simple attribute',
    remove,
    ['User.title'],
    [{ op: 'remove', path: 'title' }],
    [[['title'], undefined]],
  ],
  [
    '3.5.2.2',
    'remove of a sub-attribute',
    remove,
    ['User.name.givenName', 'User.name.familyName'],
    [{ op: 'remove', path: 'name.givenName' }],
    [
      [['name', 'givenName'], undefined],
      [['name', 'familyName'], 'Lovelace'],
    ],
  ],
  [
    '3.5.2.2',
    'remove of a list',
    'A remove of a multi-valued attribute takes away all its values.',
    ['User.emails.value'],
    [{ op: 'remove', path: 'emails' }],
    [[['emails', 'length'], 0]],
  ],
  [
    '3.5.2.2',
    'remove of one value',
    'A value path takes away the values that it selects.',
    ['User.emails.type'],
    [{ op: 'remove', path: 'emails[type eq "work"]' }],
    [
      [['emails', 'length'], 1],
      [['emails', 'home'], 'home@x.example'],
    ],
  ],
  [
    '3.5.2.2',
    'remove of a part of one value',
    'A value path with a sub-attribute takes away that part of the values that it selects.',
    ['User.emails.type', 'User.emails.primary'],
    [{ op: 'remove', path: 'emails[type eq "home"].type' }],
    [
      [['emails', 'length'], 2],
      [['emails', 'home'], undefined],
    ],
  ],
  [
    '3.5.2.2',
    'remove of an attribute of an extension',
    remove,
    ['enterprise'],
    [
      { op: 'add', path: `${enterprise}:department`, value: 'R&D' },
      { op: 'remove', path: `${enterprise}:department` },
    ],
    [[[enterprise, 'department'], undefined]],
  ],
  [
    '3.5.2',
    'operations are done in their order',
    'Each operation is applied to what the one before has left.',
    ['User.title'],
    [
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'title', value: 'Queen' },
      { op: 'replace', path: 'title', value: 'Empress' },
    ],
    [[['title'], 'Empress']],
  ],
];

/** As `at`, with the number of values of a list (`length`), and the value of the one with a type (`work`). */
function look(document: JsonObject, path: readonly (string | number)[]): Json | undefined {
  const last = path.at(-1);
  const list = listAt(document, ...path.slice(0, -1));
  if (last === 'length') return list.length;
  if (last === 'work' || last === 'home')
    return at(
      list.find((one) => at(one, 'type') === last),
      'value',
    );
  return at(document, ...path);
}

async function unchanged(probe: Probe, user: Placed, title: Json): Promise<void> {
  demand.equal(at(await probe.read(`/Users/${user.id}`), 'title'), title, '"title", as before');
}

export const patchRows: readonly Requirement[] = [
  ...changes.map(([section, title, requirement, needs, operations, expected]) =>
    row(section, `PATCH: ${title}`, requirement, needs, async (probe) => {
      const { id } = await probe.user(some(needs));
      const patched = await probe.patched(`/Users/${id}`, ...operations);
      for (const [path, value] of expected) demand.equal(look(patched, path), value, `"${path.join('.')}" afterwards`);
    }),
  ),
  row(
    '3.5.2',
    'PATCH: a success is 200 with the resource, or 204',
    'A PATCH is answered 200 with the entire resource, or 204 without a body.',
    ['User.title'],
    async (probe) => {
      const { id } = await probe.user();
      const answer = await probe.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'Queen' }]);
      demand.status(answer, 200, 204);
      if (answer.status === 200) demand.equal(at(answer.json, 'id'), id, '"id"');
      else demand.equal(answer.text, '', 'no body');
    },
  ),
  row(
    '3.5.2',
    'PATCH: who is not there is 404',
    'What does not exist cannot be changed.',
    ['User.title'],
    async (probe) => {
      demand.error(await probe.patch(`/Users/${probe.name()}`, [{ op: 'add', path: 'title', value: 'Queen' }]), 404);
    },
  ),
  row(
    '3.5.2',
    'PATCH: all operations or none',
    'A PATCH is atomic: where one operation fails, the resource is as before, and the answer says that it failed.',
    ['User.title'],
    async (probe) => {
      const user = await probe.user({ title: 'Countess' });
      const operations = [
        { op: 'replace', path: 'title', value: 'Queen' },
        { op: 'replace', path: 'emails[type eq', value: 'x' },
      ];
      demand.error(await probe.patch(`/Users/${user.id}`, operations), 400);
      await unchanged(probe, user, 'Countess');
    },
  ),
  row(
    '3.5.2',
    'PATCH: an unknown operation is 400',
    '"op" is one of add, remove and replace.',
    ['User.title'],
    async (probe) => {
      const user = await probe.user({ title: 'Countess' });
      demand.error(await probe.patch(`/Users/${user.id}`, [{ op: 'increment', path: 'title', value: 'Queen' }]), 400);
      await unchanged(probe, user, 'Countess');
    },
  ),
  row(
    '3.5.2',
    'PATCH: a path that cannot be read is 400 invalidPath',
    'Table 9: invalidPath where "path" is malformed.',
    [],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(
        await probe.patch(`/Users/${id}`, [{ op: 'replace', path: 'emails[type eq', value: 'x' }]),
        400,
        'invalidPath',
      );
    },
  ),
  row(
    '3.5.2',
    'PATCH: without operations is 400',
    '"Operations" is required, an array of one or more operations.',
    [],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(await probe.send('PATCH', `/Users/${id}`, { schemas: [patchOp] }), 400);
    },
  ),
  row('3.5.2.1', 'PATCH: add without a value is 400', 'An add must have a "value".', ['User.title'], async (probe) => {
    const { id } = await probe.user();
    demand.error(await probe.patch(`/Users/${id}`, [{ op: 'add', path: 'title' }]), 400);
  }),
  row(
    '3.5.2.2',
    'PATCH: remove without a path is 400 noTarget',
    'A remove must have a "path"; without one it is 400 with scimType noTarget.',
    [],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(await probe.patch(`/Users/${id}`, [{ op: 'remove' }]), 400, 'noTarget');
    },
  ),
  row(
    '3.5.2.2',
    'PATCH: remove of a required attribute is 400 mutability',
    'Where a required attribute would become unassigned, the answer is an error with scimType mutability.',
    [],
    async (probe) => {
      const user = await probe.user();
      demand.error(await probe.patch(`/Users/${user.id}`, [{ op: 'remove', path: 'userName' }]), 400, 'mutability');
      demand.equal(
        at(await probe.read(`/Users/${user.id}`), 'userName'),
        at(user, 'userName'),
        '"userName", as before',
      );
    },
  ),
  row(
    '3.5.2',
    'PATCH: a read-only attribute stays as it is',
    "An operation that is not compatible with the attribute's mutability is answered with an error.",
    [],
    async (probe) => {
      const user = await probe.user();
      demand.error(await probe.patch(`/Users/${user.id}`, [{ op: 'replace', path: 'id', value: probe.name() }]), 400);
      demand.equal(at(await probe.read(`/Users/${user.id}`), 'id'), user.id, '"id", as before');
    },
  ),
  row(
    '3.5.2.2',
    'PATCH: remove of a read-only attribute is 400 mutability',
    'Where a read-only attribute would become unassigned, the answer is an error with scimType mutability.',
    [],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(await probe.patch(`/Users/${id}`, [{ op: 'remove', path: 'meta.created' }]), 400, 'mutability');
    },
  ),
  row(
    '3.5.2.3',
    'PATCH: replace by a value path that selects nothing is 400 noTarget',
    'Where a value path of a replace selects no value, the answer is 400 with scimType noTarget.',
    ['User.emails.type'],
    async (probe) => {
      const { id } = await probe.user({ emails: mails });
      demand.error(
        await probe.patch(`/Users/${id}`, [
          { op: 'replace', path: 'emails[type eq "other"].value', value: 'x@x.example' },
        ]),
        400,
        'noTarget',
      );
    },
  ),
  row(
    '3.5.2',
    'PATCH: a value of the wrong type is 400',
    "A value that does not fit the attribute's type is refused (Table 9: invalidValue).",
    ['User.name.familyName'],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(await probe.patch(`/Users/${id}`, [{ op: 'replace', path: 'name', value: 'Ada Lovelace' }]), 400);
    },
  ),
  row(
    '3.5.2',
    'PATCH: a new primary value takes the place of the old one',
    'An operation that sets "primary" to true makes it false for all other values.',
    ['User.emails.primary'],
    async (probe) => {
      const { id } = await probe.user({ emails: mails });
      const patched = await probe.patched(`/Users/${id}`, {
        op: 'add',
        path: 'emails',
        value: [{ value: 'new@x.example', type: 'other', primary: true }],
      });
      const primary = listAt(patched, 'emails').filter((one) => at(one, 'primary') === true);
      demand.equal(
        primary.map((one) => at(one, 'value') ?? null),
        ['new@x.example'],
        'the primary e-mail',
      );
    },
  ),
  row(
    '3.5.2',
    'PATCH: primary set by a path takes the place of the old one',
    'An operation that sets "primary" to true makes it false for all other values.',
    ['User.emails.primary'],
    async (probe) => {
      const { id } = await probe.user({ emails: mails });
      const patched = await probe.patched(`/Users/${id}`, {
        op: 'replace',
        path: 'emails[type eq "home"].primary',
        value: true,
      });
      const primary = listAt(patched, 'emails').filter((one) => at(one, 'primary') === true);
      demand.equal(
        primary.map((one) => at(one, 'value') ?? null),
        ['home@x.example'],
        'the primary e-mail',
      );
    },
  ),
  {
    ...row(
      '3.5.2.1',
      'PATCH: add of a value that is there changes nothing',
      'Where the target already holds the value, no change should be made, and the answer is a success.',
      ['User.emails.value'],
      async (probe) => {
        const { id } = await probe.user({ emails: mails });
        const patched = await probe.patched(`/Users/${id}`, { op: 'add', path: 'emails', value: [mails[1] ?? {}] });
        demand.equal(listAt(patched, 'emails').length, 2, 'e-mails');
      },
    ),
    level: 'SHOULD',
  },
  row(
    '3.5.2.1',
    'PATCH: add of a value that is there leaves lastModified',
    'An add of what is there already does not move the time of modification.',
    ['User.title'],
    async (probe) => {
      const { id } = await probe.user({ title: 'Countess' });
      const { meta } = await probe.read(`/Users/${id}`);
      if (at(meta, 'lastModified') === undefined) throw new NotApplicable('there is no meta.lastModified');
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const patched = await probe.patched(`/Users/${id}`, { op: 'add', path: 'title', value: 'Countess' });
      demand.equal(at(patched, 'meta', 'lastModified'), at(meta, 'lastModified'), '"meta.lastModified"');
    },
  ),
];
