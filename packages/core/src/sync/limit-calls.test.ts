import { expect, test } from 'vitest';
import type { ResourceConnector } from '../connector/connector.js';
import { createCallLimit, limitCalls } from './limit-calls.js';

const signal = new AbortController().signal;

test('people and groups of one application are called at once as often as it says, in the order of asking, also after a failure', async () => {
  const limit = createCallLimit(2);
  const begun: string[] = [];
  let underWay = 0;
  let most = 0;
  const accounts: ResourceConnector = {
    async get(id) {
      begun.push(id);
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      if (id === '2') throw new Error('no');
      return { id, identity: id, fields: {} };
    },
  };
  const [people, groups] = [limitCalls(accounts, limit), limitCalls(accounts, limit)];
  const asked = ['1', '2', '3', '4', '5', '6'].map((id, index) => (index % 2 === 0 ? people : groups).get(id, signal));
  const settled = await Promise.allSettled(asked);
  expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true, true, true]);
  expect(begun).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(most).toBe(2);
  expect(people.update).toBeUndefined();
});
