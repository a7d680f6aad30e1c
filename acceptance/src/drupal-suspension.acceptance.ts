import { expect, test } from 'vitest';
import { bootDrupal, drupalName } from './boot-drupal.js';
import { acceptsBasicAuth, sessionLives } from './drupal-site.js';
import { personNamed, startHubWith } from './world.js';

const soon = { timeout: 10_000, interval: 100 };
const password = 'A password of her own 1';

test(`whoever is deactivated cannot enter ${drupalName} by any door, and can when the person returns`, async () => {
  const drupal = await bootDrupal({ companion: true });
  const { url, forgotten } = drupal;
  const { jumpcloud } = await startHubWith({
    config: {
      applications: {
        intranet: {
          connector: '@linkspan/connector-drupal',
          config: { url, username: drupal.username, password: { env: 'INTRANET_PASSWORD' } },
        },
      },
    },
    env: { INTRANET_PASSWORD: drupal.password },
  });
  const anna = await jumpcloud.pushUser(personNamed('anna'));
  const login = 'anna@company.example';
  const status = async () => (await drupal.find(login))?.status;
  await expect.poll(status, soon).toBe(true);
  await drupal.setPassword(login, password);
  const doors = async () => ({
    page: (await drupal.signIn(login, password)) !== undefined,
    basicAuth: await acceptsBasicAuth(url, login, password),
    ...(forgotten && { newPassword: await forgotten.ask(login) }),
  });
  const all = (open: boolean) => ({ page: open, basicAuth: open, ...(forgotten && { newPassword: open }) });

  // All doors are open.
  expect(await doors()).toEqual(all(true));
  expect(await acceptsBasicAuth(url, login, 'wrong')).toBe(false);
  const session = (await drupal.signIn(login, password)) ?? '';
  expect(await sessionLives(url, session)).toBe(true);
  const byLink = await forgotten?.open(await forgotten.makeLink(login));
  if (forgotten) expect(await sessionLives(url, byLink ?? '')).toBe(true);
  const link = await forgotten?.makeLink(login);

  // All are shut: also to a session that was open, and to a link that was sent before.
  await jumpcloud.changeUser(anna, { active: false });
  await expect.poll(status, soon).toBe(false);
  expect(await sessionLives(url, session)).toBe(false);
  expect(await doors()).toEqual(all(false));
  if (forgotten) {
    expect(await forgotten.open(link ?? '')).toBeUndefined();
    expect(await forgotten.open(await forgotten.makeLink(login))).toBeUndefined();
    expect(await sessionLives(url, byLink ?? '')).toBe(false);
  }

  await jumpcloud.changeUser(anna, { active: true });
  await expect.poll(status, soon).toBe(true);
  expect(await doors()).toEqual(all(true));
  expect(await sessionLives(url, session)).toBe(false);
}, 120_000);
