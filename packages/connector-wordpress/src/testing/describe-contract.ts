import { testConnector } from '@linkspan/core/conformance';
import { describe, expect, test } from 'vitest';
import connector from '../index.js';
import { harnessFor } from './harness.js';
import { leftOutWithoutCompanion } from './left-out-without-companion.js';
import type { startRealTestSite } from './real-test-site.js';

/** The contract on a real site. It is full of people before any case: to make two pages of them in each case that lists takes minutes. */
export async function describeContract({ site, real }: Awaited<ReturnType<typeof startRealTestSite>>): Promise<void> {
  await real.php(
    `for ($n = 0; $n < 205; $n++) wp_insert_user(['user_login' => "crowd$n", 'user_email' => "crowd$n@mail.example", 'user_pass' => 'x', 'role' => 'subscriber']);
     return true;`,
  );
  const crowded = await real.snapshot();
  const full = { ...site, reset: () => real.restore(crowded) };
  const { cases, skipped } = await testConnector(connector, harnessFor(full, { pageSize: 1 }));

  describe('and the contract', () => {
    test('no case is left out but those that need a companion', () => {
      expect(skipped).toEqual(site.companion ? [] : leftOutWithoutCompanion);
    });
    test.each(cases)('$name', ({ run }) => run());
  });
}
