import assert from 'node:assert/strict';
import type { Account } from '../../connector/account.js';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import { ConnectorError } from '../../connector/connector-error.js';
import { sameValue } from '../../connector/difference.js';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorSubject } from './connector-subject.js';

const needs = ['create', 'find', 'a rule that correlates'] as const;

export const findCases: readonly ConnectorCase[] = [
  {
    name: 'an account is found by each field that correlates',
    needs,
    async run(subject) {
      const { account, values } = await createFindable(subject);
      for (const { rule, value } of values) {
        const found = await subject.find(rule.remote, value);
        assert.equal(found?.id, account.id, `by ${rule.remote} ${value}`);
        assert.equal(found.identity, account.identity);
      }
    },
  },
  {
    name: 'no part of a value and no wildcard finds an account',
    needs,
    async run(subject) {
      const { account, values } = await createFindable(subject);
      for (const { rule, value } of values) {
        for (const part of lookalikes(value).filter((one) => !sameValue(rule, one, value))) {
          const found = await findAnybody(subject, rule.remote, part);
          assert.notEqual(found?.id, account.id, `${rule.remote} ${value} was found by ${part}`);
        }
      }
    },
  },
  {
    name: 'another case finds an account where the rule says that case does not matter, and only there',
    needs,
    async run(subject) {
      const { account, values } = await createFindable(subject);
      for (const { rule, value } of values) {
        const other = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
        if (other === value) continue;
        const found = await findAnybody(subject, rule.remote, other);
        const expected = sameValue(rule, other, value) ? account.id : undefined;
        assert.equal(found?.id, expected, `${rule.remote} ${value} by ${other}`);
      }
    },
  },
  {
    name: 'what is not there is not found, which is no error',
    needs,
    async run(subject) {
      const absent = subject.nextFields();
      for (const { remote } of correlating(subject))
        assert.equal(await subject.find(remote, absent[remote]), undefined);
    },
  },
];

async function createFindable(subject: ConnectorSubject) {
  const fields = subject.nextFields();
  const account = await subject.create(fields);
  const values = correlating(subject).flatMap((rule) => {
    const value = fields[rule.remote];
    return typeof value === 'string' ? [{ rule, value }] : [];
  });
  assert.ok(values.length > 0, 'harness.fields has no text for a rule that correlates');
  return { account, values };
}

/** That nobody is no error has a case of its own. */
function findAnybody(subject: ConnectorSubject, remote: string, value: unknown): Promise<Account | undefined> {
  return subject.find(remote, value).catch((reason: unknown) => {
    if (ConnectorError.is(reason) && reason.kind === 'not-found') return undefined;
    throw reason;
  });
}

function correlating({ rules }: ConnectorSubject): readonly AttributeRule[] {
  return rules.rules.filter(({ correlates }) => correlates !== undefined);
}

/** What a substring search, SQL's LIKE or a shell's pattern would take for the value. */
function lookalikes(value: string): readonly string[] {
  const middle = Math.floor(value.length / 2);
  const wild = (sign: string) => `${value.slice(0, middle)}${sign}${value.slice(middle + 1)}`;
  const parts = [value.slice(0, -1), value.slice(1), value.slice(1, -1), `${value}x`, `x${value}`];
  return [...parts, '*', '%', `${value.slice(0, -1)}*`, `${value.slice(0, -1)}%`, wild('_'), wild('?'), wild('.')];
}
