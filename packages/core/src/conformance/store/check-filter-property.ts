import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateFilter } from '../../scim/evaluate-filter.js';
import type { ResourceRecord } from '../../store/resource.js';
import { filterText, personAttributes } from './filter-arbitraries.js';
import { findIds, resolvePersonFilter } from './filter-steps.js';
import type { StoreContext } from './store-context.js';

const directories = fc.array(personAttributes, { minLength: 1, maxLength: 6 });
const filters = fc.array(filterText, { minLength: 1, maxLength: 8 });

export async function checkFilterProperty(context: StoreContext): Promise<void> {
  let runs = 0;
  const property = fc.asyncProperty(directories, filters, async (people, texts) => {
    runs += 1;
    const scope = { ...context.scope, directory: `${context.scope.directory}-${runs}` };
    const records: ResourceRecord[] = [];
    for (const [index, attributes] of people.entries()) {
      const userName = `${attributes.userName}${index}`;
      const externalId = index % 2 ? `x${index}` : undefined;
      const part = { scope, ...(externalId !== undefined && { externalId }) };
      records.push(await context.createUser({ ...attributes, userName }, part));
    }
    for (const text of texts) {
      const filter = resolvePersonFilter(text);
      const expected = records.filter((record) => evaluateFilter(filter, describe(record)));
      assert.deepEqual(
        await findIds(context, text, { scope }),
        expected.map(({ id }) => id),
        text,
      );
    }
  });
  await fc.assert(property, { numRuns: 50 });
}

function describe({ id, externalId, created, lastModified, attributes }: ResourceRecord) {
  return { ...attributes, id, ...(externalId !== undefined && { externalId }), meta: { created, lastModified } };
}
