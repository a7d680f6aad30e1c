import assert from 'node:assert/strict';
import { ConnectorError } from '../../connector/connector-error.js';
import type { ConnectorCase } from './connector-case.js';
import { rejectionOf } from './expect-rejection.js';

export const rejectionCases: readonly ConnectorCase[] = [
  {
    name: 'an aborted signal ends every call, and nothing is written',
    needs: ['create'],
    async run(subject) {
      const { resources } = subject;
      const account = await subject.create(subject.nextFields());
      const fields = subject.nextFields();
      const gone = AbortSignal.abort();
      const [rule] = subject.writable;
      const set = rule === undefined ? {} : { [rule.remote]: fields[rule.remote] };
      const calls: Readonly<Record<string, () => Promise<unknown>>> = {
        get: () => subject.get(account.id, gone),
        find: () => subject.find(rule?.remote ?? '', fields[rule?.remote ?? ''], gone),
        list: () => subject.list(undefined, gone),
        changes: () => subject.changes(undefined, gone),
        members: () => subject.members(account.id, undefined, gone),
        create: () => subject.create(fields, gone),
        update: () => subject.update(account, { set }, gone),
        deactivate: () => subject.deactivate(account, account.memo, gone),
        reactivate: () => subject.reactivate(account, account.memo, undefined, gone),
        remove: () => subject.remove(account, undefined, gone),
      };
      for (const [name, call] of Object.entries(calls)) {
        if (Reflect.get(resources, name) !== undefined) await rejectionOf(`an aborted ${name}`, call());
      }
      assert.deepEqual(await subject.get(account.id), account, 'the account was changed');
      await subject.create(fields);
    },
  },
  {
    name: 'every rejection is a ConnectorError',
    needs: ['create'],
    async run(subject) {
      const sent = subject.nextFields();
      const account = await subject.create(sent);
      const wrong = await subject.harness.connect('wrong');
      const signal = new AbortController().signal;
      const calls: Readonly<Record<string, () => Promise<unknown> | undefined>> = {
        'a conflict': () => subject.create(sent),
        'an abort': () => subject.get(account.id, AbortSignal.abort()),
        'wrong credentials': () => wrong[subject.type]?.get(account.id, signal),
        'an account that never was': () => subject.get(`${account.id}-no-such-account`),
      };
      for (const [what, call] of Object.entries(calls)) {
        // That these reject has cases of its own.
        const reason = await call()?.then(() => undefined, identity);
        assert.ok(
          reason === undefined || ConnectorError.is(reason),
          `${what} rejected with ${String(reason)}, which is no ConnectorError`,
        );
      }
      await wrong.dispose?.();
    },
  },
];

function identity(reason: unknown): unknown {
  return reason;
}
