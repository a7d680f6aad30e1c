import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import type { Store } from '../store/store.js';
import { withFakeClock } from './__fixtures__/fake-clock.js';
import { person } from './__fixtures__/harness.js';
import { createStubSite } from './__fixtures__/stub-site.js';

const { start, pass } = withFakeClock();

const creates = (calls: readonly string[]) => calls.filter((call) => call.startsWith('create'));

describe('the drain', () => {
  test('asks for the next person while the last answer is being recorded, and never for more at once than it may', async () => {
    const store = createMemoryStore();
    const slowDisk: Store = {
      ...store,
      links: {
        ...store.links,
        async record(...given) {
          if (given[3].release !== undefined) await new Promise((resolve) => setTimeout(resolve, 200));
          return store.links.record(...given);
        },
      },
    };
    const stub = createStubSite();
    let most = 0;
    stub.before = async () => {
      most = Math.max(most, stub.underWay);
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const h = await start({ concurrency: 1 }, { store: slowDisk, stub });
    await h.addUser(person('first'));
    await pass(1_500);
    for (let number = 1; number <= 10; number += 1) await h.addUser(person(`p${number}`));
    await pass(200);
    expect(creates(stub.calls)).toHaveLength(11);
    expect(most).toBe(1);
    await pass(2_000);
    const links = await store.links.list({ application: 'blog', limit: 20 });
    expect(links.map(({ state, doubtful }) => [state, doubtful])).toEqual(links.map(() => ['linked', undefined]));
  });

  test('gives back whom it has taken while an operator paused the application, as they were', async () => {
    const store = createMemoryStore();
    let pausing = false;
    const paused: Store = {
      ...store,
      links: {
        ...store.links,
        async claim(...given) {
          const claimed = await store.links.claim(...given);
          if (pausing && claimed.length > 0) {
            pausing = false;
            await store.applications.update('blog', { pausedUntil: Date.now() + 60_000 });
          }
          return claimed;
        },
      },
    };
    const h = await start({}, { store: paused });
    await h.addUser(person('first'));
    await pass(1_500);
    pausing = true;
    const second = await h.addUser(person('second'));
    await pass(1_500);
    expect(creates(h.stub.calls)).toEqual(['create first']);
    const [given] = await store.links.claim('blog', {
      now: Date.now(),
      limit: 1,
      lease: { token: 'another process', milliseconds: 1 },
    });
    expect(given).toMatchObject({ resourceId: second, state: 'new', attempts: 0, stale: true });
    await pass(70_000);
    expect(creates(h.stub.calls)).toEqual(['create first', 'create second']);
  });
});
