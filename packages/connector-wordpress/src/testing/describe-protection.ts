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

    test('makes a service account with a role of its own no mightier by taking over an administrator', async () => {
      const other = await givePerson(site, 'anna', { roles: ['editor'] });
      await real.php(`(new WP_User(${other}))->set_role('administrator'); return true;`);
      const passwords = `${user(other)}/application-passwords`;
      const before = await real.php(`return get_userdata(${other})->user_pass;`);
      expect([
        await ask('PUT', user(other), { password: 'Taken-over-1' }),
        await ask('PUT', user(other), { email: 'taken@mail.example' }),
        await ask('PUT', user(other), { roles: ['administrator', 'editor'] }),
        await ask('PUT', user(other), { roles: ['subscriber'] }),
        await ask('DELETE', `${user(other)}?force=true&reassign=${site.adminId}`),
        await ask('POST', passwords, { name: 'taken over' }),
        await ask('DELETE', passwords),
      ]).toEqual([
        ...Array(5).fill('403 linkspan_out_of_reach'),
        '403 rest_cannot_create_application_passwords',
        '403 rest_cannot_delete_application_passwords',
      ]);
      expect(await real.php(`return get_userdata(${other})->user_pass;`)).toBe(before);
      // To see and to suspend him makes it no mightier.
      expect(await ask('GET', `${user(other)}?context=edit`)).toBe(200);
      expect(await ask('PUT', `/linkspan/v1/users/${other}/suspended`, { suspended: true })).toBe(200);
    });

    test('leaves a service account with a role of its own those who have no power, and itself', async () => {
      const anna = await givePerson(site, 'anna', { roles: ['editor'] });
      const passwords = `${user(anna)}/application-passwords`;
      expect([
        await ask('PUT', user(anna), { password: 'New-pass-1', email: 'new@mail.example', roles: ['author'] }),
        await ask('POST', passwords, { name: 'phone' }),
        await ask('DELETE', passwords),
        await ask('DELETE', `${user(anna)}?force=true&reassign=${site.adminId}`),
        await ask('PUT', '/wp/v2/users/me', { first_name: 'Linkspan' }),
      ]).toEqual([200, 201, 200, 200, 200]);
    });
  });
}
