import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import type { Link } from '../../store/link.js';
import type { TwoWayPolicy } from '../application.js';
import { type Merge, mergeAccount, type SetBy } from './merge-account.js';

const policy: TwoWayPolicy = {
  source: ['poll'],
  poll: 1,
  operations: { create: true, update: true, deactivate: true, delete: true },
  attributes: ['title'],
  authority: {},
  conflict: 'hold',
  onNew: 'report',
  onDeleted: 'report',
};
const rule: AttributeRule = {
  scim: 'title',
  remote: 'title',
  flow: 'both',
  // As a vendor that escapes what it keeps.
  same: (one, other) => String(one).replace('&amp;', '&') === String(other).replace('&amp;', '&'),
};

interface Three {
  readonly sent?: string;
  readonly readBack?: string;
  readonly here?: string;
  readonly there?: string;
}

function merge(
  { sent, readBack, here, there }: Three,
  given: { policy?: Partial<TwoWayPolicy>; link?: Partial<Link>; here?: SetBy } = {},
): Promise<Merge> {
  const of = (value: string | undefined) => (value === undefined ? {} : { title: value });
  return mergeAccount({
    back: { policy: { ...policy, ...given.policy }, rules: [rule] },
    link: { sent: of(sent), readBack: of(readBack), ...given.link },
    desired: of(here),
    account: { fields: of(there) },
    directorySetBy: async () => given.here ?? {},
    now: 1_000,
  });
}

function verdictOf({ take, agree, keep, conflicts }: Merge): string {
  if (take.length > 0) return 'take';
  if (agree.length > 0) return 'agree';
  if (keep.length > 0) return 'keep';
  return Object.keys(conflicts).length > 0 ? 'hold' : 'leave';
}

const cases: [what: string, three: Three, verdict: string][] = [
  ['nothing has changed', { sent: 'A', readBack: 'A', here: 'A', there: 'A' }, 'leave'],
  [
    'a vendor’s way to write it is no change',
    { sent: 'A & B', readBack: 'A &amp; B', here: 'A & B', there: 'A &amp; B' },
    'leave',
  ],
  ['it changed there', { sent: 'A', readBack: 'A', here: 'A', there: 'C' }, 'take'],
  ['it changed here', { sent: 'A', readBack: 'A', here: 'B', there: 'A' }, 'leave'],
  ['both', { sent: 'A', readBack: 'A', here: 'B', there: 'C' }, 'hold'],
  ['both, to the same', { sent: 'A', readBack: 'A', here: 'B', there: 'B' }, 'agree'],
  ['it could not be read', { sent: 'A', readBack: 'A', here: 'A' }, 'leave'],
  ['it was cleared there', { sent: 'A', readBack: 'A', here: 'A', there: '' }, 'take'],
  ['it was never read before', { sent: 'A', here: 'A', there: 'C' }, 'leave'],
  ['ours was lost on the way, and theirs stands', { sent: 'A', readBack: 'A', here: 'B', there: 'A' }, 'leave'],
];
test.each(cases)('%s', async (_, three, verdict) => {
  expect(verdictOf(await merge(three))).toBe(verdict);
});

const both = { sent: 'A', readBack: 'A', here: 'B', there: 'C' };
const times: [here: SetBy, there: SetBy | undefined, verdict: string][] = [
  [{ at: 10 }, { at: 20 }, 'take'],
  [{ at: 20 }, { at: 10 }, 'keep'],
  [{ at: 10 }, { at: 10 }, 'keep'],
  [{ at: 10 }, undefined, 'hold'],
  [{}, { at: 20 }, 'hold'],
];
test.each(times)('the newest of %j and %j: %s', async (here, there, verdict) => {
  const look = { at: 99, ...(there?.at !== undefined && { fields: { title: { at: there.at } } }) };
  expect(verdictOf(await merge(both, { policy: { conflict: 'newest' }, link: { look }, here }))).toBe(verdict);
});

test('what is withheld from an adopted account does not come back either, until somebody approves', async () => {
  const three = { sent: 'A', readBack: 'A', here: 'B', there: 'C' };
  expect(verdictOf(await merge(three, { link: { withheld: { title: null } } }))).toBe('leave');
});

test('a conflict stands as long as nobody decides, whatever is edited, and ends where both are the same', async () => {
  const conflict = { scim: 'title', reason: 'both', since: 7, directory: 'B', account: 'C' };
  const link = { back: { conflicts: { title: conflict } } };
  const next = await merge({ sent: 'A', readBack: 'D', here: 'B', there: 'D' }, { link });
  expect(next.conflicts.title).toMatchObject({ directory: 'B', account: 'D', since: 7 });
  expect(verdictOf(await merge({ sent: 'A', readBack: 'D', here: 'D', there: 'D' }, { link }))).toBe('agree');
  for (const [take, verdict] of [
    ['application', 'take'],
    ['directory', 'keep'],
  ] as const)
    expect(verdictOf(await merge(both, { link: { back: { conflicts: { title: { ...conflict, take } } } } }))).toBe(
      verdict,
    );
});

test('whatever both sides do, nothing that only one of them changed is held, and nothing that neither changed is touched', async () => {
  const value = fc.constantFrom('A', 'B', 'C', '');
  await fc.assert(
    fc.asyncProperty(value, value, value, async (agreed, here, there) => {
      const verdict = verdictOf(await merge({ sent: agreed, readBack: agreed, here, there }));
      if (here === agreed && there === agreed) expect(verdict).toBe('leave');
      else if (here === there) expect(verdict).toBe('agree');
      else if (here === agreed) expect(verdict).toBe('take');
      else if (there === agreed) expect(verdict).toBe('leave');
      else expect(verdict).toBe('hold');
    }),
  );
});
