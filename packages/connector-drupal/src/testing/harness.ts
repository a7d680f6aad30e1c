import type { ConnectorHarness } from '@linkspan/core/conformance';
import type { TestSite } from './test-site.js';

/** What the kit of the contract needs to know of a Drupal. */
export function harnessFor(site: TestSite): ConnectorHarness {
  return {
    connect: (credentials) => site.connect(credentials === 'wrong' ? { password: 'wrong wrong wrong' } : {}),
    fields: (n) => ({
      name: `person${n}@corp.example`,
      mail: `Person.${n}@mail.example`,
      timezone: n % 2 === 0 ? 'Europe/Paris' : 'America/Sao_Paulo',
      preferred_langcode: n % 2 === 0 ? 'de' : 'pt-br',
      field_first_name: `Anna ${n}`,
      field_last_name: `Berg ${n}`,
    }),
    clearable: ['field_first_name', 'field_last_name', 'preferred_langcode'],
    text: ['field_first_name', 'field_last_name'],
    roles: { managed: ['editor', 'publisher'], unmanaged: 'contributor' },
    pageSize: 50,
    protectedId: async () => site.serviceId,
    reset: () => site.reset(),
  };
}

/** What the kit cannot ask of a Drupal without a companion. */
export const leftOut = [
  // Drupal gives content to whom it is set to, if to anybody.
  'what an account owns is counted',
  'what a removed account owned belongs to the account that was named',
  'a removal that names nobody is refused where the vendor demands a name, and removes nothing',
];
