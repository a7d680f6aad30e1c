import { expect, onTestFinished, test } from 'vitest';
import { person, startHarness } from './__fixtures__/harness.js';

test('a sync that is broken off ends after the people at hand, says so, and leaves the others as they were', async () => {
  const h = await startHarness({ automatic: false, concurrency: 1 });
  onTestFinished(() => h.stop());
  for (const name of ['anna', 'eve', 'kim']) await h.addUser(person(name));
  await h.settled();
  const breaking = new AbortController();
  h.stub.before = (call) => {
    if (call === 'create') breaking.abort();
  };
  const report = await h.orchestrator.sync('blog', { signal: breaking.signal });
  expect(report).toMatchObject({ refused: 'it was broken off', counts: { create: 1 } });
  expect(h.stub.rows.size).toBe(1);
  const [run] = await h.orchestrator.runs('blog', 1);
  expect(run).toMatchObject({ id: report.run, state: 'stopped', reason: 'it was broken off' });

  const history = await h.store.journal.list({ run: report.run ?? '', limit: 9 });
  expect(history).toMatchObject([{ actor: 'operator', action: 'created', application: 'blog' }]);

  h.stub.before = () => undefined;
  expect(await h.orchestrator.sync('blog', {})).toMatchObject({ counts: { create: 2 } });
  expect(h.stub.rows.size).toBe(3);
});
