import { afterAll, beforeEach, describe, test } from 'vitest';
import { connectorRows, connectorRowsWithCompanion } from './testing/connector-rows.js';
import { startFakeTestSite } from './testing/fake-test-site.js';

const flavours = [
  { label: 'before WordPress 6.8', options: {} },
  { label: 'since WordPress 6.8', options: { searchColumns: true } },
  { label: 'with plain permalinks', options: { permalinks: 'plain' } },
] as const;

for (const { label, options } of flavours) {
  const { site } = await startFakeTestSite(options);

  describe(label, () => {
    beforeEach(() => site.reset());
    afterAll(() => site.stop());

    test.each(connectorRows)('$name', ({ run }) => run(site));
  });
}

const { site: withCompanion } = await startFakeTestSite({ companion: true });

describe('with a companion', () => {
  beforeEach(() => withCompanion.reset());
  afterAll(() => withCompanion.stop());

  test.each(connectorRowsWithCompanion)('$name', ({ run }) => run(withCompanion));
});
