import { expect, onTestFinished, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { person, startHarness } from './__fixtures__/harness.js';
import type { Observer } from './observer.js';

/** Everything that is told, in order, as it ends. */
async function startWatched() {
  const told: string[] = [];
  const observer: Observer = {
    async expand(marks, work) {
      const result = await work();
      told.push(`expand ${marks.map(({ origin }) => origin?.trace).join()}`);
      return result;
    },
    async reconcile(link, way, work) {
      const { item, closedAfter } = await work();
      told.push(`reconcile ${way} ${item.action} ${link.origin?.trace}${closedAfter === undefined ? '' : ' closed'}`);
      return { item, health: 'healthy' };
    },
    async call({ application, operation }, work) {
      try {
        const result = await work();
        told.push(`${application} ${operation}`);
        return result;
      } catch (error) {
        told.push(`${application} ${operation} ${ConnectorError.is(error) ? error.kind : 'fault'}`);
        throw error;
      }
    },
  };
  const h = await startHarness({}, { observer });
  onTestFinished(() => h.stop());
  return { h, told };
}

test('work is told from the mark to the last call, with the trace that the change came with', async () => {
  const { h, told } = await startWatched();
  const anna = await h.addUser(person('anna'));
  await h.settled();
  told.length = 0;
  await h.setUser(anna, person('anna', { displayName: 'Anna' }), { trace: '00-trace-01' });
  await h.settled();
  expect(told).toEqual(['expand 00-trace-01', 'blog get', 'blog update', 'reconcile automatic update 00-trace-01']);
});

test('a refused call is told with its kind, and a leaver with the end of the clock', async () => {
  const { h, told } = await startWatched();
  const anna = await h.addUser(person('anna'));
  await h.settled();
  h.stub.before = (call) => {
    if (call === 'deactivate' && !told.some((line) => line.endsWith('rate-limited')))
      throw new ConnectorError('rate-limited', 'slow down', { retryAfter: 10 });
  };
  await h.setUser(anna, person('anna', { active: false }));
  await expect.poll(() => told.at(-1)).toBe('reconcile automatic deactivate undefined closed');
  expect(told).toContain('blog deactivate rate-limited');
});
