import type { ConnectorHarness } from '@linkspan/core/conformance';
import { userSchema } from '../user.js';
import { updateBody } from '../user-body.js';
import type { TestJumpCloud } from './start-test-jumpcloud.js';

const [heir, report] = ['c'.repeat(24), 'd'.repeat(24)];
/** Events are kept for 90 days. */
const longerThanKept = 91 * 24 * 3_600_000;
const active = { state: 'ACTIVATED', suspended: false } as const;

/** What the kit of the contract needs to know of JumpCloud. */
export function harnessFor({ fake, connect, asOther, pass }: TestJumpCloud): ConnectorHarness {
  const { actor } = fake;
  const forget = async () => pass(longerThanKept);
  return {
    connect: (credentials) => connect({ actor: actor.id, ...(credentials === 'wrong' && { apiKey: 'jca_wrong' }) }),
    fields: personFields,
    clearable: ['firstname', 'department', 'phoneNumbers[work].number', 'addresses[work].locality'],
    text: ['firstname', 'displayname', 'jobTitle', 'addresses[home].streetAddress'],
    pageSize: 100,
    async protectedId() {
      const id = 'a'.repeat(24);
      const admin = { id: actor.id, roleName: 'Administrator' };
      fake.users.set(id, { _id: id, username: 'linkspan', email: 'linkspan@corp.example', admin, ...active });
      return id;
    },
    changes: {
      async asStranger(id, set) {
        const body = updateBody(userSchema.parse(fake.users.get(id)), { set, cleared: [] });
        await asOther('PUT', `/api/systemusers/${id}`, body);
      },
      forget,
    },
    async reassignTo() {
      fake.users.set(heir, { _id: heir, username: 'heir', email: 'heir@corp.example', ...active });
      return heir;
    },
    // What somebody owns at JumpCloud: the people whose manager it is.
    content: {
      async create(manager) {
        fake.users.set(report, { _id: report, username: 'report', email: 'report@corp.example', manager, ...active });
        return report;
      },
      findOwner: async (id) => fake.users.get(id)?.['manager']?.toString(),
    },
    groups: {
      fields: (n) => ({ name: `Team ${n}`, description: `The people of team ${n}` }),
      clearable: ['description'],
      // Not the name: the kit gives one text to several.
      text: ['description'],
      pageSize: 100,
      uniqueNames: true,
      async protectedId() {
        const id = 'b'.repeat(24);
        fake.groups.set(id, { id, name: 'All engineers', type: 'user_group', membershipMethod: 'DYNAMIC_AUTOMATED' });
        fake.members.set(id, new Set());
        return id;
      },
      changes: {
        async asStranger(id, fields) {
          const { name, description } = { ...fake.groups.get(id), ...fields };
          await asOther('PUT', `/api/v2/usergroups/${id}`, { name, description });
        },
        forget,
      },
      members: {
        list: async (group) => [...(fake.members.get(group) ?? [])].map((id) => ({ id, type: 'User' as const })),
        pageSize: 100,
      },
    },
    reset: async () => fake.reset(),
  };
}

function personFields(n: number): Readonly<Record<string, unknown>> {
  return {
    email: `Person.${n}@corp.example`,
    username: `person${n}`,
    firstname: `Anna ${n}`,
    middlename: `M ${n}`,
    lastname: `Berg ${n}`,
    displayname: `Anna Berg ${n}`,
    jobTitle: `Engineer ${n}`,
    employeeType: `Employee ${n}`,
    department: `Department ${n}`,
    costCenter: `CC-${n}`,
    company: `Company ${n}`,
    employeeIdentifier: `E-${n}`,
    'phoneNumbers[work].number': `+1-555-555-${1000 + n}`,
    'phoneNumbers[mobile].number': `+1-555-556-${1000 + n}`,
    'addresses[work].streetAddress': `${n} Main Street`,
    'addresses[work].locality': `Town ${n}`,
    'addresses[home].streetAddress': `${n} Side Street`,
    'addresses[home].country': 'US',
  };
}
