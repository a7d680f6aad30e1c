import { expect, onTestFinished, test } from 'vitest';
import { person, startHarness } from './__fixtures__/harness.js';

test('what is written into a field that is named like a secret stands in no history', async () => {
  const h = await startHarness({ mapping: [{ remote: 'user_password', scim: 'title' }] });
  onTestFinished(() => h.stop());
  const anna = await h.addUser(person('anna', { title: 'hunter1' }));
  await h.settled();
  await h.setUser(anna, person('anna', { title: 'hunter2' }));
  await h.settled();
  const [line] = await h.store.journal.list({ application: 'blog', limit: 1 });
  expect(line).toMatchObject({
    action: 'updated',
    changes: { user_password: { from: '[redacted]', to: '[redacted]' } },
  });
});
