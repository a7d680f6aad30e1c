import { at } from '../at.js';
import { demand } from '../demand.js';
import type { Probe } from '../probe.js';
import type { Need, Requirement } from '../requirement.js';

type Who = 'ada' | 'eve' | 'zoe';
type FilterRow = readonly [filter: string, expected: readonly Who[], title: string, ...needs: readonly Need[]];

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const row = (
  title: string,
  requirement: string,
  run: Requirement['run'],
  needs: readonly Need[] = [],
): Requirement => ({
  rfc: 7644,
  section: '3.4.2.2',
  level: 'MUST',
  title,
  requirement,
  needs: ['users', 'filter', ...needs],
  run,
});

/** `$` stands for the beginning of the names of the three; `@` for the domain of their addresses. */
const tables: Readonly<Record<string, readonly FilterRow[]>> = {
  'Operators compare as Table 3 says.': [
    ['userName eq "$-ada"', ['ada'], 'eq finds who is the same'],
    ['userName sw "$-"', ['ada', 'eve', 'zoe'], 'sw finds who begins so'],
    ['userName sw "$-" and userName ew "e"', ['eve', 'zoe'], 'ew finds who ends so'],
    ['userName co "$-z"', ['zoe'], 'co finds who contains it'],
    ['userName sw "$-" and userName ne "$-ada"', ['eve', 'zoe'], 'ne finds who is another'],
    ['userName sw "$-" and title pr', ['ada', 'eve'], 'pr finds who has a value', 'User.title'],
    ['userName sw "$-" and userName gt "$-eve"', ['zoe'], 'gt compares texts in their order'],
    ['userName sw "$-" and userName ge "$-eve"', ['eve', 'zoe'], 'ge compares texts in their order'],
    ['userName sw "$-" and userName lt "$-eve"', ['ada'], 'lt compares texts in their order'],
    ['userName sw "$-" and userName le "$-eve"', ['ada', 'eve'], 'le compares texts in their order'],
    ['userName sw "$-" and active eq false', ['eve'], 'eq compares booleans', 'User.active'],
    ['userName sw "$-" and meta.created gt "2001-01-01T00:00:00Z"', ['ada', 'eve', 'zoe'], 'gt compares dates'],
    ['userName sw "$-" and meta.lastModified lt "2001-01-01T00:00:00Z"', [], 'lt compares dates'],
    [
      'userName sw "$-" and meta.created gt "2001-01-01T00:00:00+05:00"',
      ['ada', 'eve', 'zoe'],
      'dates with another zone are compared',
    ],
  ],
  'Attribute names and operators are case-insensitive.': [
    ['USERNAME eq "$-ada"', ['ada'], 'attribute names in any case'],
    ['userName EQ "$-ada"', ['ada'], 'operators in any case'],
    ['userName eq "$-ada" OR userName eq "$-eve"', ['ada', 'eve'], 'and, or and not in any case'],
  ],
  'Whether case counts is said by caseExact of the attribute.': [
    ['userName eq "$-ADA"', ['ada'], 'userName is compared without regard to case'],
    ['externalId eq "$-X-ADA"', ['ada'], 'externalId is compared with its case: the same'],
    ['externalId eq "$-x-ada"', [], 'externalId is compared with its case: another'],
  ],
  '"and" binds tighter than "or", "not" tighter than both; parentheses group.': [
    ['userName eq "$-zoe" or userName eq "$-ada" and userName eq "$-eve"', ['zoe'], 'and before or'],
    [
      'userName eq "$-ada" and userName eq "$-eve" or userName eq "$-zoe"',
      ['zoe'],
      'and before or, the other way round',
    ],
    ['(userName eq "$-zoe" or userName eq "$-ada") and userName ew "a"', ['ada'], 'parentheses group'],
    ['userName sw "$-" and not (userName eq "$-ada")', ['eve', 'zoe'], 'not turns a group round'],
    ['not (userName eq "$-ada") and userName sw "$-" and userName ew "a"', [], 'not before and'],
    ['userName sw "$-" and not (userName eq "$-ada" or userName eq "$-eve")', ['zoe'], 'not of an or'],
  ],
  'A filter on several values matches where any of them does; one in brackets where one value fits it all.': [
    ['emails.value eq "ada@@"', ['ada'], 'a sub-attribute of several values', 'User.emails.value'],
    [
      'emails[type eq "work"].value eq "ada@@" or emails[type eq "work" and value eq "ada@@"]',
      ['ada'],
      'a value path with "and" in its brackets',
      'User.emails.type',
    ],
    ['emails[type eq "home" and value eq "ada@@"]', [], 'brackets ask it all of one value', 'User.emails.type'],
    [
      'userName sw "$-" and emails.type eq "home" and emails.value eq "ada@@"',
      ['ada'],
      'without brackets each may be of another value',
      'User.emails.type',
    ],
    ['userName sw "$-" and emails[type eq "home" or type eq "other"]', ['ada'], '"or" in brackets', 'User.emails.type'],
    ['userName sw "$-" and emails[not (type eq "work")]', ['ada'], '"not" in brackets', 'User.emails.type'],
    ['userName sw "$-" and emails pr', ['ada', 'eve'], 'pr of several values', 'User.emails'],
    ['emails co "ada@@"', ['ada'], 'values without a sub-attribute are compared by "value"', 'User.emails.value'],
  ],
  'Sub-attributes, and attributes with the URN of their schema before them, are named as §3.10 says.': [
    ['userName sw "$-" and name.familyName eq "lovelace"', ['ada'], 'a sub-attribute', 'User.name.familyName'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "$-ada"', ['ada'], 'a core attribute with its URN'],
    [`userName sw "$-" and ${enterprise}:department eq "r&d"`, ['ada'], 'an attribute of an extension', 'enterprise'],
    ['userName sw "$-" and name pr', ['ada'], 'pr of a complex attribute', 'User.name.familyName'],
  ],
  'A text is written as JSON, so quotes and backslashes are escaped.': [
    [
      'userName sw "$-" and displayName eq "Ada \\"the\\" \\\\ first"',
      ['ada'],
      'escaped characters',
      'User.displayName',
    ],
    ['userName sw "$-" and displayName co "日本"', ['eve'], 'characters beyond ASCII', 'User.displayName'],
    [
      'userName sw "$-" and displayName co "%"',
      [],
      'a character that means something to databases',
      'User.displayName',
    ],
  ],
};

async function three(probe: Probe) {
  const { server } = probe;
  const name = probe.name();
  const domain = `${name}.example`;
  const has = (need: Need, attributes: Record<string, unknown>) => (server.lacks(need) === undefined ? attributes : {});
  const people = {
    ada: {
      ...has('User.title', { title: 'Countess' }),
      ...has('User.active', { active: true }),
      ...has('User.name.familyName', { name: { familyName: 'Lovelace' } }),
      ...has('User.displayName', { displayName: 'Ada "the" \\ first' }),
      ...has('User.emails', {
        emails: [
          { value: `ada@${domain}`, type: 'work' },
          { value: `a@home.${domain}`, type: 'home' },
        ],
      }),
      ...has('enterprise', {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
        [enterprise]: { department: 'R&D' },
      }),
    },
    eve: {
      ...has('User.title', { title: 'Dr.' }),
      ...has('User.active', { active: false }),
      ...has('User.displayName', { displayName: '日本 Eve' }),
      ...has('User.emails', { emails: [{ value: `eve@${domain}`, type: 'work' }] }),
    },
    zoe: has('User.active', { active: true }),
  };
  const ids = new Map<unknown, Who>();
  for (const who of ['ada', 'eve', 'zoe'] as const) {
    const attributes = JSON.parse(JSON.stringify(people[who]));
    const { id } = await probe.user({
      ...attributes,
      userName: `${name}-${who}`,
      externalId: `${name}-X-${who.toUpperCase()}`,
    });
    ids.set(id, who);
  }
  return { name, domain, ids };
}

export const filterRows: readonly Requirement[] = [
  ...Object.entries(tables).flatMap(([requirement, rows]) =>
    rows.map(([filter, expected, title, ...needs]) =>
      row(
        `filter: ${title}`,
        requirement,
        async (probe) => {
          const { name, domain, ids } = await three(probe);
          const asked = filter.replaceAll('$', name).replaceAll('@@', `@${domain}`);
          const found = (await probe.find('/Users', asked)).map((id) => ids.get(id) ?? 'somebody else');
          demand.equal([...found].sort(), [...expected], `who is found by ${asked}`);
        },
        needs,
      ),
    ),
  ),
  ...(
    [
      ['userName eq', 'a filter without its value'],
      ['userName xx "a"', 'an operator that does not exist'],
      ['(userName eq "a"', 'a parenthesis that is not closed'],
      ['userName eq "a" and', 'an "and" with nothing behind it'],
      ['userName eq "a', 'a text that is not closed'],
    ] as const
  ).map(
    ([filter, what]): Requirement => ({
      ...row(
        `filter: ${what} is 400 invalidFilter`,
        'What is no filter, or has an operation that is not known, is refused with 400 and scimType invalidFilter.',
        async (probe) => {
          demand.error(await probe.get(`/Users?filter=${encodeURIComponent(filter)}`), 400, 'invalidFilter');
        },
      ),
      reads: true,
    }),
  ),
  row(
    'filter: gt of a boolean is 400 invalidFilter',
    'Booleans and binaries have no order: gt, ge, lt and le of them are refused with invalidFilter.',
    async (probe) => {
      demand.error(await probe.get(`/Users?filter=${encodeURIComponent('active gt true')}`), 400, 'invalidFilter');
    },
    ['User.active'],
  ),
  {
    ...row(
      'filter: groups are found by their displayName',
      'Every resource type can be filtered.',
      async (probe) => {
        const group = await probe.group();
        demand.equal(
          await probe.find('/Groups', `displayName eq "${at(group, 'displayName')}"`),
          [group.id],
          'the groups that are found',
        );
      },
      ['groups'],
    ),
  },
];
