import { expect, test } from 'vitest';
import { bootDrupal, drupalName } from './boot-drupal.js';
import { runJson } from './run-json.js';
import { canLogIn } from './wordpress.js';
import { bootSite, personNamed, readAccount, startHubWith, withCompanion } from './world.js';

/** What is promised of a change: seconds. */
const soon = { timeout: 10_000, interval: 100 };
const password = 'A password of her own 1';

test(`what JumpCloud says reaches ${drupalName} and a real WordPress at once`, async () => {
  const [drupal, blog] = await Promise.all([
    bootDrupal({ companion: true }),
    bootSite({ flavour: 'sqlite', ...withCompanion }),
  ]);
  const { hub, jumpcloud } = await startHubWith({
    config: {
      applications: {
        intranet: {
          connector: '@linkspan/connector-drupal',
          config: {
            url: drupal.url,
            username: drupal.username,
            password: { env: 'INTRANET_PASSWORD' },
            siteFields: ['field_first_name', 'field_last_name'],
          },
          mapping: [
            { scim: 'name.givenName', remote: 'field_first_name' },
            { scim: 'name.familyName', remote: 'field_last_name' },
          ],
          roles: { Editors: 'editor' },
        },
        blog: {
          connector: '@linkspan/connector-wordpress',
          config: { url: blog.url, username: blog.username, password: { env: 'BLOG_PASSWORD' } },
          roles: { Editors: 'editor' },
          defaultRole: 'subscriber',
        },
      },
    },
    env: { INTRANET_PASSWORD: drupal.password, BLOG_PASSWORD: blog.applicationPassword },
  });
  for (const name of ['intranet', 'blog']) expect(await hub.cli('test', name)).toMatchObject({ status: 0 });

  const anna = await jumpcloud.pushUser(personNamed('anna'));
  await jumpcloud.pushUser(personNamed('ben'));
  const login = 'anna@company.example';
  const both = async (name = login) => ({
    drupal: await drupal.find(name),
    wordpress: await readAccount(blog, login),
  });
  const mayEnter = async (name = login) => [
    (await drupal.signIn(name, password)) !== undefined,
    await canLogIn(blog, login, password),
  ];

  // Created.
  await expect.poll(both, soon).toMatchObject({
    drupal: { mail: login, status: true, roles: [], fields: { field_first_name: 'Anna', field_last_name: 'Example' } },
    wordpress: { email: login, roles: ['subscriber'], name: 'Anna Example' },
  });

  // A role, by a group.
  const editors = await jumpcloud.createGroup('Editors');
  await jumpcloud.addMember(editors, anna);
  await expect.poll(both, soon).toMatchObject({ drupal: { roles: ['editor'] }, wordpress: { roles: ['editor'] } });

  // A leaver is shut out of both.
  const before = await both();
  await drupal.setPassword(login, password);
  await blog.setPassword(before.wordpress?.id ?? 0, password);
  expect(await mayEnter()).toEqual([true, true]);
  const left = Date.now();
  await jumpcloud.changeUser(anna, { active: false });
  await expect.poll(async () => (await drupal.find(login))?.status, soon).toBe(false);
  await expect.poll(() => canLogIn(blog, login, password), soon).toBe(false);
  expect(Date.now() - left).toBeLessThan(10_000);
  expect(await mayEnter()).toEqual([false, false]);
  expect(await both()).toMatchObject({ drupal: { roles: ['editor'] }, wordpress: { roles: ['editor'] } });
  expect(await drupal.find('ben@company.example')).toMatchObject({ status: true });

  // A returner is who was there before, with the role and the password.
  await jumpcloud.changeUser(anna, { active: true });
  await expect.poll(mayEnter, soon).toEqual([true, true]);
  expect(await both()).toEqual(before);

  // Renamed: Drupal's name follows, WordPress's log-in cannot.
  const renamed = 'anna.berg@company.example';
  await jumpcloud.changeUser(anna, {
    userName: renamed,
    name: { givenName: 'Anna', familyName: 'Berg' },
    displayName: 'Anna Berg',
    emails: [{ type: 'work', primary: true, value: renamed }],
  });
  await expect
    .poll(() => both(renamed), soon)
    .toEqual({
      drupal: {
        ...before.drupal,
        name: renamed,
        mail: renamed,
        fields: expect.objectContaining({ field_last_name: 'Berg' }),
      },
      wordpress: { ...before.wordpress, email: renamed, name: 'Anna Berg' },
    });
  expect(await drupal.find(login)).toBeUndefined();
  const { applications } = await runJson(hub, 'explain', renamed);
  expect(applications).toMatchObject([
    { application: 'intranet' },
    { application: 'blog', stays: { username: { there: login, directory: renamed } } },
  ]);
  expect(applications[0]).not.toHaveProperty('stays');
  expect((await hub.cli('explain', renamed)).stdout).toContain(
    `username "${login}", though the directory says "${renamed}"`,
  );
  for (const name of ['intranet', 'blog']) expect((await runJson(hub, 'plan', name)).counts).toEqual({ none: 2 });
}, 120_000);
