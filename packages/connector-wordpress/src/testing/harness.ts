import type { ConnectorHarness } from '@linkspan/core/conformance';
import { signDelivery, webhookSecret } from './sign-delivery.js';
import type { TestSite } from './test-site.js';

/** What the kit of the contract needs to know of a WordPress. `pageSize`: less where the site is full of people already. */
export function harnessFor(site: TestSite, { pageSize = 100 } = {}): ConnectorHarness {
  return {
    connect: (credentials) =>
      site.connect({
        ...(credentials === 'wrong' && { password: 'wrong wrong wrong' }),
        ...(site.companion && { companion: { webhookSecret } }),
      }),
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
    pageSize,
    protectedId: async () => String(site.userId),
    reassignTo: async () => String(site.adminId),
    content: {
      create: async (accountId) => String(await site.createPost(Number(accountId))),
      async findOwner(contentId) {
        const owner = await site.authorOf(Number(contentId));
        return owner === undefined ? undefined : String(owner);
      },
    },
    changes: {
      asStranger: (id, fields) => site.edit(Number(id), fields),
      pageSize: site.feedPage,
      forget: () => site.forgetChanges(),
    },
    webhook: {
      sign: (secret) => signDelivery(secret === 'right' ? webhookSecret : 'a secret of somebody else'),
      // The time of a repetition is its own.
      repeat: ({ headers }) => signDelivery(webhookSecret, headers['linkspan-delivery']),
    },
    reset: () => site.reset(),
  };
}
