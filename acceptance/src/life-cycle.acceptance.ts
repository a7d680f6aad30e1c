import { expect, test } from 'vitest';
import { canLogIn, logIn, sessionLives } from './wordpress.js';
import { acceptsApplicationPassword, bootSite, personNamed, readAccount, readAccounts, startHub } from './world.js';

const soon = { timeout: 20_000, interval: 100 };

test.each([{ flavour: 'sqlite' as const }, { flavour: 'mariadb' as const }])(
  "a person's whole life at a real WordPress on $flavour",
  async ({ flavour }) => {
    const site = await bootSite({ flavour });
    const { jumpcloud } = await startHub(site, site.url, {
      defaultRole: 'subscriber',
      leaving: { onDelete: 'delete', reassignTo: String(site.userId) },
    });
    const accounts = async () => (await readAccounts(site)).map(({ login }) => login);
    const account = (login = 'anna@company.example') => readAccount(site, login);

    // Created, and updated.
    const anna = await jumpcloud.pushUser(personNamed('anna'));
    await expect.poll(accounts, soon).toEqual(['anna@company.example']);
    await jumpcloud.changeUser(anna, { displayName: 'Anna & Co', name: { givenName: 'Anna', familyName: "O'Neil" } });
    await expect.poll(async () => (await account())?.name, soon).toMatch(/^Anna &(amp;)? Co$/);

    // A role, by a group.
    const editors = await jumpcloud.createGroup('Editors');
    await jumpcloud.addMember(editors, anna);
    await expect.poll(async () => (await account())?.roles, soon).toEqual(['editor']);

    // Deactivated: password, session and application password are refused.
    const id = (await account())?.id ?? 0;
    await site.setPassword(id, 'a password of her own');
    const applicationPassword = await site.createApplicationPassword(id);
    const session = (await logIn(site, 'anna@company.example', 'a password of her own')) ?? '';
    expect(await sessionLives(site, session)).toBe(true);
    expect(await acceptsApplicationPassword(site.url, 'anna@company.example', applicationPassword)).toBe(true);
    await jumpcloud.changeUser(anna, { active: false });
    await expect.poll(async () => (await account())?.roles, soon).toEqual([]);
    await expect.poll(() => canLogIn(site, 'anna@company.example', 'a password of her own'), soon).toBe(false);
    expect(await sessionLives(site, session)).toBe(false);
    expect(await acceptsApplicationPassword(site.url, 'anna@company.example', applicationPassword)).toBe(false);

    // Reactivated, with the role back.
    await jumpcloud.changeUser(anna, { active: true });
    await expect.poll(async () => (await account())?.roles, soon).toEqual(['editor']);

    // Deleted, with what she wrote handed over; and returned as herself.
    const post = await site.php(
      `return wp_insert_post(['post_title' => 'Hers', 'post_status' => 'publish', 'post_author' => ${id}]);`,
    );
    await jumpcloud.deleteUser(anna);
    await expect.poll(accounts, soon).toEqual([]);
    expect(await site.php(`return (int) get_post(${post})->post_author;`)).toBe(site.userId);
    await jumpcloud.pushUser(personNamed('anna'));
    await expect.poll(accounts, soon).toEqual(['anna@company.example']);
    expect((await account())?.roles).toEqual(['subscriber']);
  },
);

test('a deleted person whose account was kept returns to that very account', async () => {
  const site = await bootSite({ flavour: 'sqlite' });
  const { jumpcloud } = await startHub(site, site.url);
  const anna = await jumpcloud.pushUser(personNamed('anna'));
  const login = 'anna@company.example';
  await expect.poll(async () => (await readAccount(site, login))?.roles, soon).toEqual(['subscriber']);
  const before = await readAccount(site, login);
  await jumpcloud.deleteUser(anna);
  await expect.poll(async () => (await readAccount(site, login))?.roles, soon).toEqual([]);
  await jumpcloud.pushUser(personNamed('anna'));
  await expect.poll(async () => (await readAccount(site, login))?.roles, soon).toEqual(['subscriber']);
  expect((await readAccount(site, login))?.id).toBe(before?.id);
});
