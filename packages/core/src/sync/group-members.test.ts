import { afterEach, expect, test } from 'vitest';
import { type Harness, type PolicyChange, person, startHarness } from './__fixtures__/harness.js';

let h: Harness;

afterEach(() => h.stop());

async function start(policy: PolicyChange): Promise<void> {
  h = await startHarness(policy);
}

/** As a client that tells externalIds makes them. */
async function addPeople(...names: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push(await h.addUser(person(name), `ext-${name}`));
  return ids;
}

const rowsOf = (member: string) => h.store.memberships.listByMember('blog', [member]);

test('whoever changes is no reason to look at all who were in a group that is gone and kept', async () => {
  await start({ groups: { provision: 'all', onDelete: 'keep' } });
  const [anna = '', ben = ''] = await addPeople('anna', 'ben');
  const group = await h.addGroup('Writers', [anna, ben]);
  await h.settled();
  await h.deleteGroup(group);
  await h.settled();
  const before = await rowsOf(ben);
  await h.setUser(anna, { ...person('anna'), title: 'Captain' });
  await h.settled();
  expect(await rowsOf(ben)).toEqual(before);
});
