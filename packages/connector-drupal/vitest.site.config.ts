import { defineConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

/** A real Drupal, where DRUPAL_ROOT names an installed one: `npm run test:drupal`. Without it there is nothing to run them on. */
const include = process.env.DRUPAL_ROOT === undefined ? [] : ['src/**/*.site.test.ts'];

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include,
    passWithNoTests: process.env.DRUPAL_ROOT === undefined,
    exclude: [],
    // One a site: they wait for PHP most of the time.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: '.vitest/site-results.json' }]],
  },
});
