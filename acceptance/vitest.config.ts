import { defineConfig } from 'vitest/config';

/** Whole stories against the built server and real sites: minutes, one at a time. `LINKSPAN_ACCEPTANCE=short` is the gate's form. */
export default defineConfig({
  test: {
    include: ['src/**/*.acceptance.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
    passWithNoTests: true,
    reporters: ['default', ['json', { outputFile: '.vitest/results.json' }]],
  },
});
