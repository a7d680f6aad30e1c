import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, test } from 'vitest';
import { companionRows } from './testing/companion-rows.js';
import { startRealTestSite } from './testing/real-test-site.js';

const folder = fileURLToPath(new URL('../companion/linkspan', import.meta.url));
const { site, real } = await startRealTestSite({ modules: [{ name: 'linkspan', folder }] });

describe(`Drupal ${real.version} with the companion`, () => {
  beforeEach(() => site.reset());
  afterAll(() => site.stop());

  test.each(companionRows)('$name', ({ run }) => run(site));
});
