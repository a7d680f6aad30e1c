import { beforeEach, describe, expect, test } from 'vitest';
import type { startRealTestSite } from './real-test-site.js';
import { givePerson } from './test-site.js';

type Started = Awaited<ReturnType<typeof startRealTestSite>>;

/** What the companion keeps from the service account, where WordPress itself would be led round it. */
export function describeProtection({ site, real }: Started): void {
  const ask = async (...request: Parameters<typeof site.rest>) => {
    const { status, code } = await site.rest(...request);
    return code === undefined ? status : `${status} ${code}`;
  };
  const user = (id: number) => `/wp/v2/users/${id}`;

  describe('and its protection', () => {
    beforeEach(async () => {
      await site.reset();
      await site.rest('GET', '/linkspan/v1');
      await site.setServiceRole('provisioning');
    });

    test('looks at the account that WordPress will write, whatever id the path names', async () => {
      const anna = await givePerson(site, 'anna', { meta: { linkspan_external_id: '5f0c' } });
      const bert = await givePerson(site, 'bert');
      const { adminId } = site;
      expect([
        await ask('DELETE', `${user(anna)}?id=${adminId}&force=true&reassign=${anna}`),
        await ask('DELETE', `${user(anna)}?force=true&reassign=${anna}`, { id: adminId }),
        await ask('PUT', user(anna), { id: adminId, roles: ['subscriber'] }),
        await ask('PUT', `${user(anna)}?id=${adminId}`, { roles: ['subscriber'] }),
        await ask('PUT', user(anna), { id: bert, meta: { linkspan_external_id: '5f0c' } }),
      ]).toEqual([...Array(4).fill('409 linkspan_protected'), '409 linkspan_external_id_taken']);
      expect(await real.php(`return get_userdata(${adminId})->roles;`)).toEqual(['administrator']);
    });
  });
}
