import { expect, test } from 'vitest';
import { startProxy } from './proxy.js';
import { bootSite, personNamed, readAccounts, startHub } from './world.js';

const soon = { timeout: 20_000, interval: 100 };

test('a wrong application password is tried once, explained, and forgiven when it is corrected', async () => {
  const site = await bootSite({ flavour: 'sqlite' });
  const proxy = await startProxy(site.url);
  const wrong = await startHub(site, proxy.url, {}, { password: 'abcd efgh ijkl mnop qrst uvwx' });
  for (const name of ['anna', 'ben', 'cleo']) await wrong.jumpcloud.pushUser(personNamed(name));
  const status = async () => JSON.parse((await wrong.hub.cli('status', 'blog', '--json')).stdout);
  await expect.poll(status, soon).toMatchObject({ applications: [{ halted: { kind: 'auth' } }] });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const attempts = proxy.passed.filter(({ signedIn }) => signedIn);
  expect(attempts.map(({ method, status }) => `${method} ${status}`)).toEqual(['POST 401']);

  const tested = await wrong.hub.cli('test', 'blog');
  expect(tested).toMatchObject({ status: 1, stdout: expect.stringMatching(/application password/i) });
  await wrong.hub.stop();
  const seen = proxy.passed.length;
  const still = await startHub(
    site,
    proxy.url,
    {},
    { dataFolder: wrong.hub.dataFolder, password: 'abcd efgh ijkl mnop qrst uvwx' },
  );
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(proxy.passed.slice(seen).filter(({ signedIn }) => signedIn)).toEqual([]);
  await still.hub.stop();

  await startHub(site, proxy.url, {}, { dataFolder: wrong.hub.dataFolder });
  await expect.poll(async () => (await readAccounts(site)).length, soon).toBe(3);
  await proxy.stop();
});
