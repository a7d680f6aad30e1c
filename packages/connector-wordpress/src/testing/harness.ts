import type { ConnectorHarness } from '@linkspan/core/conformance';
import type { TestSite } from './test-site.js';

/** What the kit of the contract needs to know of a WordPress. */
export function harnessFor(site: TestSite): ConnectorHarness {
  return {
    connect: (credentials) => site.connect(credentials === 'wrong' ? { password: 'wrong wrong wrong' } : {}),
    fields: (n) => ({
      username: `person${n}@corp.example`,
      email: `Person.${n}@mail.example`,
      first_name: `Anna ${n}`,
      last_name: `Berg ${n}`,
      name: `Anna Berg ${n}`,
      nickname: `anna${n}`,
      url: `https://example.com/people/${n}?a=1&b=2`,
      ...(site.companion && { linkspan_external_id: `5f0c-${n}` }),
    }),
    clearable: ['first_name', 'last_name', 'url'],
    text: ['first_name', 'last_name', 'name', 'nickname'],
    roles: { managed: ['editor', 'author'], unmanaged: 'contributor' },
    pageSize: 100,
    protectedId: async () => String(site.userId),
    reassignTo: async () => String(site.adminId),
    content: {
      create: async (accountId) => String(await site.createPost(Number(accountId))),
      async findOwner(contentId) {
        const owner = await site.authorOf(Number(contentId));
        return owner === undefined ? undefined : String(owner);
      },
    },
    reset: () => site.reset(),
  };
}
