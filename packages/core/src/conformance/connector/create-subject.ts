import assert from 'node:assert/strict';
import type { Account, AccountRef } from '../../connector/account.js';
import type { Connector, ConnectorModule } from '../../connector/connector.js';
import { sameValue } from '../../connector/difference.js';
import type { ConnectorHarness } from './connector-harness.js';
import type { ConnectorSubject, SubjectType } from './connector-subject.js';

const never = new AbortController().signal;

export interface Surroundings {
  readonly module: ConnectorModule;
  readonly harness: ConnectorHarness;
  /** Numbers accounts over all cases. */
  next(): number;
  /** Is told of every further connection. */
  opened(connector: Connector): void;
}

export function createSubject(type: SubjectType, connector: Connector, surroundings: Surroundings): ConnectorSubject {
  const { module, harness, next, opened } = surroundings;
  const resources = connector[type];
  const rules = module[type];
  const known = type === 'users' ? harness : harness.groups;
  assert.ok(resources, `the connector has no ${type}`);
  assert.ok(rules, `the module has no rules for ${type}`);
  assert.ok(known, `the harness says nothing of ${type}`);
  const sample = known.fields(0);
  const writable = rules.rules.filter(
    (rule) => rule.when !== 'create' && rule.flow !== 'read' && sample[rule.remote] !== undefined,
  );

  return {
    type,
    module,
    rules,
    harness,
    known,
    connector,
    resources,
    of: (other) => createSubject(other, connector, surroundings),
    nextFields: () => known.fields(next()),
    writable,
    async reconnect() {
      const another = await harness.connect('right');
      opened(another);
      return createSubject(type, another, surroundings);
    },
    get: async (id, signal = never) => resources.get(id, signal),
    find: async (remote, value, signal = never) =>
      resources.find === undefined ? lacks('find') : resources.find({ remote, value }, signal),
    list: async (cursor, signal = never) =>
      resources.list === undefined ? lacks('list') : resources.list(cursor, signal),
    changes: async (since, signal = never) =>
      resources.changes === undefined ? lacks('changes') : resources.changes(since, signal),
    members: async (id, cursor, signal = never) =>
      resources.members === undefined ? lacks('members') : resources.members(id, cursor, signal),
    create: async (fields, signal = never) =>
      resources.create === undefined ? lacks('create') : resources.create(fields, signal),
    update: async (account, change, signal = never) => {
      const whole = { set: {}, cleared: [], added: {}, removed: {}, ...change };
      return resources.update === undefined ? lacks('update') : resources.update(refer(account), whole, signal);
    },
    deactivate: async (account, memo = account.memo, signal = never) =>
      resources.deactivate === undefined ? lacks('deactivate') : resources.deactivate(refer(account, memo), signal),
    reactivate: async (account, memo = account.memo, without = undefined, signal = never) =>
      resources.reactivate === undefined
        ? lacks('reactivate')
        : resources.reactivate({ ...refer(account, memo), ...(without && { without }) }, signal),
    remove: async (account, options, signal = never) => {
      const reassignTo = options === undefined && type === 'users' ? await harness.reassignTo?.() : undefined;
      const chosen = options ?? (reassignTo === undefined ? {} : { reassignTo });
      return resources.remove === undefined ? lacks('remove') : resources.remove(refer(account), chosen, signal);
    },
    owned: async (account, signal = never) =>
      resources.owned === undefined ? lacks('owned') : resources.owned(refer(account), signal),
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
