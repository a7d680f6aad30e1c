import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { type Harness, person, startHarness } from './__fixtures__/harness.js';
import { killableStore } from './__fixtures__/killable-store.js';
import { createStubSite } from './__fixtures__/stub-site.js';
import type { LeavingChoice } from './application.js';

const names = ['anna', 'ben', 'cleo'] as const;
type Name = (typeof names)[number];

/** What the identity provider does, and what goes wrong meanwhile. */
type Event =
  | { readonly kind: 'put'; readonly name: Name; readonly title: string; readonly active: boolean }
  | { readonly kind: 'delete'; readonly name: Name }
  | { readonly kind: 'member'; readonly name: Name; readonly joins: boolean }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly calls: number }
  | { readonly kind: 'kill' }
  | { readonly kind: 'pass'; readonly milliseconds: number };
type Fault = 'unavailable' | 'answer lost' | 'rate-limited' | 'slow' | 'hangs';

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      name: fc.constantFrom(...names),
      title: fc.constantFrom('a', 'b', 'c'),
      active: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), name: fc.constantFrom(...names) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('member' as const),
      name: fc.constantFrom(...names),
      joins: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom<Fault>('unavailable', 'answer lost', 'rate-limited', 'slow', 'hangs'),
      calls: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'kill' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      milliseconds: fc.constantFrom(0, 1, 20, 2_000, 40_000),
    }),
  },
);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('whatever is lost, refused, slow or killed on the way, the application ends equal to the directory, with no duplicate', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 4, maxLength: 25 }),
      fc.constantFrom<LeavingChoice>('deactivate', 'delete'),
      async (events, onDelete) => {
        await runHistory(events, onDelete);
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);

async function runHistory(events: readonly Event[], onDelete: LeavingChoice): Promise<void> {
  const policy = { leaving: { onDelete } };
  const database = createMemoryStore();
  const stub = createStubSite();
  let faults: Fault[] = [];
  stub.before = (call) => {
    if (faults[0] === 'answer lost' && call !== 'get' && call !== 'find') return undefined;
    const fault = faults[0] === 'answer lost' ? undefined : faults.shift();
    if (fault === 'unavailable') throw new ConnectorError('unavailable', 'refused');
    if (fault === 'rate-limited') throw new ConnectorError('rate-limited', 'slow down', { retryAfter: 3_000 });
    if (fault === 'slow') return new Promise((resolve) => setTimeout(resolve, 5_000));
    if (fault === 'hangs')
      return new Promise((_, reject) =>
        setTimeout(() => reject(new ConnectorError('unavailable', 'timed out', { outcomeUnknown: true })), 30_000),
      );
    return undefined;
  };
  stub.after = (call) => {
    if (faults[0] !== 'answer lost' || call === 'get' || call === 'find') return;
    faults.shift();
    throw new ConnectorError('unavailable', 'reset', { outcomeUnknown: true });
  };

  let current = killableStore(database);
  let harness: Harness = await startHarness(policy, { store: current.store, stub });
  const group = await harness.addGroup('Editors');
  const present = new Map<Name, { readonly id: string; title: string; active: boolean }>();
  const members = new Set<Name>();

  for (const one of events) {
    stub.now = Date.now();
    if (one.kind === 'put') {
      const attributes = person(one.name, { title: one.title, active: one.active });
      const known = present.get(one.name);
      if (known) await harness.setUser(known.id, attributes);
      const id = known?.id ?? (await harness.addUser(attributes, `ext-${one.name}`));
      present.set(one.name, { id, title: one.title, active: one.active });
    } else if (one.kind === 'delete') {
      const known = present.get(one.name);
      if (known) await harness.deleteUser(known.id);
      present.delete(one.name);
      members.delete(one.name);
    } else if (one.kind === 'member') {
      const known = present.get(one.name);
      if (!known) continue;
      await harness.changeMembers(group, one.joins ? [known.id] : [], one.joins ? [] : [known.id]);
      if (one.joins) members.add(one.name);
      else members.delete(one.name);
    } else if (one.kind === 'fault') {
      faults = [...faults, ...Array.from({ length: one.calls }, () => one.fault)];
    } else if (one.kind === 'kill') {
      current.kill();
      current = killableStore(database);
      harness = await startHarness(policy, { store: current.store, stub });
    } else {
      await vi.advanceTimersByTimeAsync(one.milliseconds);
    }
  }
  faults = [];
  await vi.advanceTimersByTimeAsync(8 * 60_000);

  for (const name of names) {
    const rows = [...stub.rows.values()].filter((row) => row.fields['login'] === name);
    const person = present.get(name);
    expect(rows.length).toBeLessThanOrEqual(1);
    expect({ name, active: rows[0]?.active ?? false }).toEqual({ name, active: person?.active ?? false });
    if (person?.active && rows[0]) {
      expect(rows[0].fields['title']).toBe(person.title);
      expect({ name, editor: rows[0].roles.includes('editor') }).toEqual({ name, editor: members.has(name) });
    }
  }
  const before = stub.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(stub.calls.length).toBe(before);
  current.kill();
  vi.clearAllTimers();
}
