import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createScimServer } from '../../scim/server/create-scim-server.js';
import type { ScimServerOptions } from '../../scim/server/scim-server.js';
import type { ContractCase } from '../contract-case.js';
import type { StoreUnderTest } from '../store/store-context.js';
import { normalizeAnswer } from './normalize-answer.js';
import { readEverything } from './read-everything.js';
import { sameIdCases } from './same-id-cases.js';
import { createTenant } from './tenant.js';
import { fillTenant, inventNames } from './tenant-names.js';
import type { TenantOperation } from './tenant-operation.js';
import { tenantOperations } from './tenant-operations.js';

/**
 * That no directory reaches another, over any store: every operation is asked with another tenant's ids, names and versions, and once
 * more, by a third tenant, with some that never were. The answers are the same byte for byte but for what was asked with, one's own and
 * new ids, and times; and the other tenant is as it was. `make` is called for each case, and may hand out one database every time.
 */
export function testTenants(
  make: () => Promise<StoreUnderTest>,
  options: Omit<ScimServerOptions, 'resources'> = {},
): readonly ContractCase[] {
  const cases = [...tenantOperations.map((operation) => isolationCase(operation, options)), ...sameIdCases];
  return cases.map(({ name, run }) => ({
    name,
    async run() {
      const opened = await make();
      try {
        await run(opened);
      } finally {
        await opened.close();
      }
    },
  }));
}

function isolationCase(operation: TenantOperation, options: Omit<ScimServerOptions, 'resources'>) {
  return {
    name: `${operation.name} reaches no other directory, and does not tell that there is one`,
    async run({ store }: StoreUnderTest) {
      const server = createScimServer({ ...options, resources: store.resources });
      const unique = randomBytes(6).toString('hex');
      const [other, curious, control] = [
        createTenant(server, `other-${unique}`),
        createTenant(server, `curious-${unique}`),
        createTenant(server, `control-${unique}`),
      ];
      const theirs = await fillTenant(other, `other-${unique}`);
      const [mine, same] = [await fillTenant(curious, 'me'), await fillTenant(control, 'me')];
      const never = inventNames(theirs);
      const before = await readEverything(store, other, theirs);

      const asked = await curious.ask(operation.request(theirs, mine));
      const expected = await control.ask(operation.request(never, same));
      assert.equal(
        normalizeAnswer(curious, asked, theirs, mine),
        normalizeAnswer(control, expected, never, same),
        'the answer tells what another directory holds',
      );
      assert.deepEqual(await readEverything(store, other, theirs), before, 'another directory was changed');
    },
  };
}
