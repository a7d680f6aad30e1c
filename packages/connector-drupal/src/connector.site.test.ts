import { afterAll, beforeEach, describe, test } from 'vitest';
import { connectorRows } from './testing/connector-rows.js';
import { startRealTestSite } from './testing/real-test-site.js';

const { site, real } = await startRealTestSite();

describe(`Drupal ${real.version}`, () => {
  beforeEach(() => site.reset());
  afterAll(() => site.stop());

  test.each(connectorRows)('$name', ({ run }) => run(site));
});
