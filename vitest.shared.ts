import { defineConfig } from 'vitest/config';

/** Tests run on the sources of every workspace package, so they need no build. */
export default defineConfig({
  resolve: { conditions: ['linkspan:source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['linkspan:source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.site.test.ts'],
    reporters: ['default', ['json', { outputFile: '.vitest/results.json' }]],
  },
});
