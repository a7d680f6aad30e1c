import { afterAll, beforeEach, describe, test } from 'vitest';
import { startRealTestSite } from './testing/real-test-site.js';
import { vendorRows } from './testing/vendor-rows.js';

const { site, real } = await startRealTestSite();

describe(`Drupal ${real.version}`, () => {
  beforeEach(() => site.reset());
  afterAll(() => site.stop());

  test.each(vendorRows)('$name', ({ run }) => run(site));
});
