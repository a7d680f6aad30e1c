import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Without `module`, which Node does not know either: what some packages keep there is for bundlers alone. */
const conditions = ['linkspan:source', 'node', 'development|production'];

/** Tests run on the sources of every workspace package, so they need no build. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: fileURLToPath(new URL('vitest.folder.ts', import.meta.url)),
    exclude: ['src/**/*.site.test.ts'],
    // For what never ends. How fast something is, no test says: machines are busy.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: '.vitest/results.json' }]],
  },
});
