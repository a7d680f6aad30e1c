import { expect, test } from 'vitest';
import { startProxy } from './proxy.js';
import { bootSite, personNamed, readAccounts, startHub } from './world.js';

const soon = { timeout: 90_000, interval: 200 };
const creates = (method: string) => method === 'POST';

test.each([
  { when: 'between the answer to the identity provider and the call to the site', where: 'request' as const },
  { when: 'during the call, after the site has done it', where: 'answer' as const },
])('kill -9 $when loses nothing and makes nobody twice', async ({ where }) => {
  const site = await bootSite({ flavour: 'sqlite' });
  const proxy = await startProxy(site.url);
  const first = await startHub(site, proxy.url);
  const held = proxy.hold(where, creates);
  await first.jumpcloud.pushUser(personNamed('anna'));
  await held.arrived;
  const ben = await first.jumpcloud.pushUser(personNamed('ben'));
  await first.hub.kill9();
  held.release();

  const second = await startHub(site, proxy.url, {}, { dataFolder: first.hub.dataFolder });
  expect((await second.jumpcloud.findUser('ben@company.example')).id).toBe(ben);
  await expect
    .poll(async () => (await readAccounts(site)).map(({ login, roles }) => `${login} ${roles}`).sort(), soon)
    .toEqual(['anna@company.example subscriber', 'ben@company.example subscriber']);
  await expect
    .poll(async () => JSON.parse((await second.hub.cli('status', 'blog', '--json')).stdout), soon)
    .toMatchObject({
      applications: [{ name: 'blog', counts: { linked: 2 } }],
    });
  const again = await second.hub.cli('sync', 'blog', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ counts: { none: 2 } });
  await proxy.stop();
});
