import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';

export const guardCases: readonly StoreCase[] = [
  {
    name: 'a subject counts once in a window, and as long as its last note lies in it',
    async run({ application, store: { guards } }) {
      const scope = `application:${application}`;
      for (const [subject, at] of [
        ['ada', 1000],
        ['ada', 3000],
        ['ada', 2000],
        ['eve', 2000],
        ["O'Neil", 1500],
      ] as const) {
        await guards.note(scope, 'deactivate', subject, at);
      }
      const table = [
        [0, 3],
        [1500, 3],
        [1501, 2],
        [2000, 2],
        [2001, 1],
        [3000, 1],
        [3001, 0],
      ] as const;
      for (const [since, expected] of table) {
        assert.equal(await guards.count(scope, 'deactivate', since), expected, `since ${since}`);
      }
      assert.equal(await guards.has(scope, 'deactivate', 'ada', 3000), true);
      assert.equal(await guards.has(scope, 'deactivate', 'ada', 3001), false);
      assert.equal(await guards.has(scope, 'deactivate', "O'Neil", 1500), true);
      assert.equal(await guards.has(scope, 'deactivate', 'kim', 0), false);
    },
  },
  {
    name: 'each scope and each kind of guard is counted by itself',
    async run({ application, store: { guards } }) {
      const scope = `application:${application}`;
      await guards.note(scope, 'deactivate', 'ada', 1000);
      await guards.note(scope, 'delete', 'ada', 1000);
      await guards.note(scope, 'delete', 'eve', 1000);
      await guards.note(`${scope}-second`, 'delete', 'kim', 1000);
      assert.equal(await guards.count(scope, 'deactivate', 0), 1);
      assert.equal(await guards.count(scope, 'delete', 0), 2);
      assert.equal(await guards.count(`${scope}-second`, 'delete', 0), 1);
      assert.equal(await guards.count(`${scope}-second`, 'deactivate', 0), 0);
      assert.equal(await guards.has(scope, 'deactivate', 'eve', 0), false);
      assert.equal(await guards.has(scope, 'delete', 'kim', 0), false);
    },
  },
  {
    name: 'notes at once are all counted',
    async run({ application, rounds, store: { guards } }) {
      const scope = `application:${application}`;
      for (let round = 0; round < rounds; round += 1) {
        const notes = Array.from({ length: 40 }, (_, index) =>
          guards.note(scope, `round ${round}`, `person ${index % 20}`, 1000 + index),
        );
        await Promise.all(notes);
        assert.equal(await guards.count(scope, `round ${round}`, 0), 20);
        assert.equal(await guards.count(scope, `round ${round}`, 1020), 20, 'the later note of each stays');
      }
    },
  },
  {
    name: 'old notes are forgotten, others stay',
    async run({ application, store: { guards } }) {
      const scope = `application:${application}`;
      await guards.note(scope, 'delete', 'ada', 99);
      await guards.note(scope, 'delete', 'eve', 100);
      await guards.purge(100);
      assert.equal(await guards.has(scope, 'delete', 'ada', 0), false);
      assert.equal(await guards.has(scope, 'delete', 'eve', 0), true);
      assert.equal(await guards.count(scope, 'delete', 0), 1);
    },
  },
];
