import assert from 'node:assert/strict';
import type { Account, AccountRef, Change, Owned, Page, Removal, RemoveOptions } from '../../connector/account.js';
import type { AttributeRule, ResourceRules } from '../../connector/attribute-rule.js';
import type { Connector, ConnectorModule } from '../../connector/connector.js';
import { sameValue } from '../../connector/difference.js';
import type { ConnectorHarness, Fields } from './connector-harness.js';

/** A connector under test, connected for one case. Its methods are the connector's own, with a signal of the case. */
export interface ConnectorSubject {
  readonly module: ConnectorModule;
  readonly rules: ResourceRules;
  readonly harness: ConnectorHarness;
  readonly connector: Connector;
  /** Another connection with the same configuration, as after a restart. */
  reconnect(): Promise<ConnectorSubject>;
  nextFields(): Fields;
  /** Rules whose fields `nextFields` has and `update` may change. */
  readonly writable: readonly AttributeRule[];
  get(id: string, signal?: AbortSignal): Promise<Account>;
  find(remote: string, value: unknown, signal?: AbortSignal): Promise<Account | undefined>;
  list(cursor: string | undefined, signal?: AbortSignal): Promise<Page<Account>>;
  create(fields: Fields, signal?: AbortSignal): Promise<Account>;
  update(account: Account, change: Partial<Change>, signal?: AbortSignal): Promise<Account>;
  deactivate(account: Account, memo?: Account['memo'], signal?: AbortSignal): Promise<Account>;
  reactivate(
    account: Account,
    memo?: Account['memo'],
    without?: AccountRef['without'],
    signal?: AbortSignal,
  ): Promise<Account>;
  /** What the account owned goes to the harness's heir; `{}`: to nobody. */
  remove(account: Account, options?: RemoveOptions, signal?: AbortSignal): Promise<Removal>;
  owned(account: Account, signal?: AbortSignal): Promise<Owned | undefined>;
  /** By the rules' idea of equal. `names`: only these. */
  expectFields(actual: Account, expected: Fields, names?: readonly string[]): void;
}

const never = new AbortController().signal;

/** `next` numbers accounts over all cases. */
export function createSubject(
  module: ConnectorModule,
  harness: ConnectorHarness,
  connector: Connector,
  next: () => number,
  opened: (connector: Connector) => void,
): ConnectorSubject {
  const users = connector.users;
  const rules = module.users;
  assert.ok(users, 'the connector has no users');
  assert.ok(rules, 'the module has no rules for users');
  opened(connector);
  const nextFields = () => harness.fields(next());
  const sample = harness.fields(0);
  const writable = rules.rules.filter(
    (rule) => rule.when !== 'create' && rule.flow !== 'read' && sample[rule.remote] !== undefined,
  );

  return {
    module,
    rules,
    harness,
    connector,
    nextFields,
    writable,
    reconnect: async () => createSubject(module, harness, await harness.connect('right'), next, opened),
    get: async (id, signal = never) => users.get(id, signal),
    find: async (remote, value, signal = never) =>
      users.find === undefined ? lacks('find') : users.find({ remote, value }, signal),
    list: async (cursor, signal = never) => (users.list === undefined ? lacks('list') : users.list(cursor, signal)),
    create: async (fields, signal = never) =>
      users.create === undefined ? lacks('create') : users.create(fields, signal),
    update: async (account, change, signal = never) => {
      const whole = { set: {}, cleared: [], added: {}, removed: {}, ...change };
      return users.update === undefined ? lacks('update') : users.update(refer(account), whole, signal);
    },
    deactivate: async (account, memo = account.memo, signal = never) =>
      users.deactivate === undefined ? lacks('deactivate') : users.deactivate(refer(account, memo), signal),
    reactivate: async (account, memo = account.memo, without = undefined, signal = never) =>
      users.reactivate === undefined
        ? lacks('reactivate')
        : users.reactivate({ ...refer(account, memo), ...(without && { without }) }, signal),
    remove: async (account, options, signal = never) => {
      const reassignTo = options === undefined ? await harness.reassignTo?.() : undefined;
      const chosen = options ?? (reassignTo === undefined ? {} : { reassignTo });
      return users.remove === undefined ? lacks('remove') : users.remove(refer(account), chosen, signal);
    },
    owned: async (account, signal = never) =>
      users.owned === undefined ? lacks('owned') : users.owned(refer(account), signal),
    expectFields: (actual, expected, names = Object.keys(expected)) => {
      for (const name of names) {
        const rule = rules.rules.find(({ remote }) => remote === name);
        if (sameValue(rule, expected[name], actual.fields[name])) continue;
        assert.deepEqual(actual.fields[name], expected[name], `the field ${name} is not the same`);
        assert.fail(`the rule's own "same" says that ${name} differs: ${JSON.stringify(expected[name])}`);
      }
    },
  };
}

/** As the host keeps it: a memo goes through the database, and so through JSON. */
function refer(account: Account, memo = account.memo): AccountRef {
  const kept = memo === undefined ? {} : { memo: JSON.parse(JSON.stringify(memo)) };
  return { id: account.id, identity: account.identity, current: account, ...kept };
}

function lacks(method: string): never {
  assert.fail(`the connector has no ${method}`);
}
