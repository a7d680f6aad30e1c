import type { Connector, ConnectorModule } from '../../../connector/connector.js';
import { createConnectorContext } from '../../../connector/create-connector-context.js';
import type { ChangesHarness, ConnectorHarness } from '../connector-harness.js';
import { type ToyFaults, toyModule } from './toy-connector.js';
import { feedPageSize } from './toy-feed.js';
import { memberPageSize } from './toy-groups.js';
import { changeAsStranger, createToySite, protectedId, type ToyTable } from './toy-site.js';
import { pageSize } from './toy-table.js';
import { signToyDelivery } from './toy-webhook.js';

const silent = { debug() {}, info() {}, warn() {} };
const context = createConnectorContext({ name: 'toy', log: silent, signal: new AbortController().signal });

/** `late`: how changes show, see `createToyFeed`. */
export function makeToy(
  faults?: ToyFaults,
  late?: number | 'told',
): { module: ConnectorModule; harness: ConnectorHarness } {
  const site = createToySite(late);
  const module = toyModule(site, faults);
  const connect = (token: string): Connector => {
    if (module.connect === undefined) throw new Error('the toy cannot connect');
    return module.connect({ token }, context);
  };
  const harness: ConnectorHarness = {
    connect,
    fields: (n) => ({
      login: `Ann.${n}`,
      email: `Ann.${n}@toy.example`,
      first: `Ann ${n}`,
      last: `Number ${n}`,
      country: `c${n}`,
    }),
    clearable: ['first', 'last'],
    text: ['first', 'last'],
    roles: { managed: ['reader', 'author'], unmanaged: 'shop' },
    pageSize,
    protectedId: async () => protectedId,
    changes: changesOf(site.users),
    webhook: { sign: signToyDelivery, repeat: ({ headers }) => signToyDelivery('right', headers['toy-delivery']) },
    reassignTo: async () => protectedId,
    content: {
      async create(accountId) {
        const id = `post-${site.content.size}`;
        site.content.set(id, accountId);
        return id;
      },
      findOwner: async (id) => site.content.get(id),
    },
    groups: {
      fields: (n) => ({
        name: `Crew ${n}`,
        mail: `Crew.${n}@toy.example`,
        about: `About ${n}`,
        note: `Note ${n}`,
        country: `c${n}`,
      }),
      clearable: ['about', 'note'],
      text: ['about', 'note'],
      pageSize,
      protectedId: async () => protectedId,
      changes: changesOf(site.groups),
      uniqueNames: true,
      members: { list: async (groupId) => site.members.get(groupId) ?? [], pageSize: memberPageSize },
    },
  };
  return { module, harness };
}

function changesOf(table: ToyTable): ChangesHarness {
  return {
    asStranger: async (id, fields) => changeAsStranger(table, id, fields),
    settle: async () => table.feed.settle(),
    within: 40,
    pageSize: feedPageSize,
    forget: async () => table.feed.forget(),
  };
}
