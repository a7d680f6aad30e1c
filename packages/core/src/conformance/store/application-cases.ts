import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';

const everything = {
  fingerprint: 'f-1',
  credentials: 'c-1',
  site: 'https://blog.example',
  halted: { kind: 'auth', reason: 'refused', at: 1_700_000_000_123 },
  pausedUntil: 1_700_000_000_456,
  failures: 3,
  lastFailure: { reason: 'connection refused', at: 1_700_000_000_789 },
  fillAfter: '',
  groupBindings: { Editors: { group: 'g-1', expanded: true }, "O'Neil's": { group: 'g-2', expanded: false } },
  lastTest: [{ check: 'sign-in', passed: false }],
  scopeFrozen: { reason: 'two groups are named Editors', at: 1_700_000_000_111 },
  quarantine: { reason: '60 of 100 links fail', at: 1_700_000_000_222 },
  rate: { perMinute: 12.5, "O'Neil's": [1, null] },
  allowedSince: { automatic: { create: 1_700_000_000_333 }, schedule: {} },
  back: { User: { checkpoint: "c'1", baseline: true, way: 'listing', failure: { reason: 'r', at: 1, times: 2 } } },
  hintedAt: 1_700_000_000_444,
} as const;

export const applicationCases: readonly StoreCase[] = [
  {
    name: 'an application that is not known yet has a row with defaults',
    async run({ application, store }) {
      assert.deepEqual(await store.applications.get(application), {
        name: application,
        failures: 0,
        groupBindings: {},
      });
    },
  },
  {
    name: 'what is written of an application is read back exactly, and absent keys stay',
    async run({ application, store }) {
      await store.applications.update(application, everything);
      assert.deepEqual(await store.applications.get(application), { name: application, ...everything });
      await store.applications.update(application, { failures: 4, groupBindings: {} });
      const expected = { name: application, ...everything, failures: 4, groupBindings: {} };
      assert.deepEqual(await store.applications.get(application), expected);
      await store.applications.update(application, {});
      assert.deepEqual(await store.applications.get(application), expected);
    },
  },
  {
    name: 'null clears, and gives failures and group bindings their defaults back',
    async run({ application, store }) {
      await store.applications.update(application, everything);
      const cleared = Object.fromEntries(Object.keys(everything).map((key) => [key, null]));
      await store.applications.update(application, cleared);
      assert.deepEqual(await store.applications.get(application), {
        name: application,
        failures: 0,
        groupBindings: {},
      });
    },
  },
  {
    name: 'the applications that were written are listed, each by itself',
    async run({ application, store }) {
      const second = `${application}-second`;
      await store.applications.update(application, { failures: 1 });
      await store.applications.update(second, { site: 'https://second.example' });
      const listed = await store.applications.list();
      assert.deepEqual(
        listed.filter(({ name }) => name.startsWith(application)).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        [
          { name: application, failures: 1, groupBindings: {} },
          { name: second, failures: 0, groupBindings: {}, site: 'https://second.example' },
        ],
      );
    },
  },
];
