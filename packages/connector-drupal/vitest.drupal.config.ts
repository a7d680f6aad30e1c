import { defineConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

/** A real Drupal, where DRUPAL_ROOT names an installed one: `npm run test:drupal`. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ['src/**/*.site.test.ts'],
    exclude: [],
    // One a site: they wait for PHP most of the time.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: '.vitest/site-results.json' }]],
  },
});
