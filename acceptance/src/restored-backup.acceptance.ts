import { expect, test } from 'vitest';
import { bootSite, personNamed, readAccount, readAccounts, startHub } from './world.js';

const soon = { timeout: 20_000, interval: 100 };

test('an older copy of the database under linked people: nothing is written on a wrong account', async () => {
  const site = await bootSite({ flavour: 'sqlite' });
  const { hub, jumpcloud } = await startHub(site, site.url, {
    leaving: { onDelete: 'delete', reassignTo: String(site.userId) },
  });
  await jumpcloud.pushUser(personNamed('anna'));
  await expect.poll(async () => (await readAccounts(site)).length, soon).toBe(1);
  const backup = await site.snapshot();
  const ids = [];
  for (const name of ['ben', 'cleo']) ids.push(await jumpcloud.pushUser(personNamed(name)));
  await expect.poll(async () => (await readAccounts(site)).length, soon).toBe(3);

  await site.restore(backup);
  // WordPress gives the ids of the lost accounts to strangers.
  await site.php(`wp_insert_user(['user_login' => 'stranger1', 'user_email' => 's1@elsewhere.example', 'user_pass' => 'x', 'display_name' => 'Stranger 1', 'role' => 'author']);
    wp_insert_user(['user_login' => 'stranger2', 'user_email' => 's2@elsewhere.example', 'user_pass' => 'x', 'display_name' => 'Stranger 2', 'role' => 'author']); return 1;`);
  const strangers = async () => (await readAccounts(site)).filter(({ login }) => login.startsWith('stranger'));
  const before = await strangers();
  expect(before).toHaveLength(2);

  await jumpcloud.changeUser(ids[0] ?? '', { displayName: 'Ben the Second', active: false });
  await jumpcloud.deleteUser(ids[1] ?? '');
  const status = async () => JSON.parse((await hub.cli('status', 'blog', '--json')).stdout);
  await expect.poll(status, soon).toMatchObject({ applications: [{ halted: { kind: 'identity' } }] });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await strangers()).toEqual(before);
  expect(await readAccount(site, 'anna@company.example')).toBeDefined();

  const tested = await hub.cli('test', 'blog');
  expect(tested).toMatchObject({ status: 1, stdout: expect.stringContaining('is not the one that was linked') });
  for (const name of ['ben', 'cleo'])
    expect(await hub.cli('unlink', 'blog', `${name}@company.example`)).toMatchObject({ status: 0 });
  expect((await hub.cli('test', 'blog')).status).toBe(0);
  await jumpcloud.changeUser(ids[0] ?? '', { active: true });
  await expect.poll(async () => (await readAccount(site, 'ben@company.example'))?.name, soon).toBe('Ben the Second');
  expect(await strangers()).toEqual(before);
});
