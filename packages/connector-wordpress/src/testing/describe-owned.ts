import { beforeEach, describe, expect, test } from 'vitest';
import type { startRealTestSite } from './real-test-site.js';

type Started = Awaited<ReturnType<typeof startRealTestSite>>;

/** What the companion counts of an account, where it can. */
export function describeOwned({ site, real }: Started): void {
  describe('and what an account owns', () => {
    beforeEach(() => site.reset());

    test('is an error, and not nothing, where the database fails', async () => {
      const counted = (before: string) =>
        real.php(
          `${before}
           $request = new WP_REST_Request();
           $request['id'] = ${site.adminId};
           $GLOBALS['wpdb']->suppress_errors();
           $answer = \\Linkspan\\Companion\\count_owned($request);
           return is_wp_error($answer) ? $answer->get_error_data()['status'] : $answer['count'];`,
        );
      await site.createPost(site.adminId);
      expect(await counted('')).toBeGreaterThan(0);
      expect(
        await counted(
          `add_filter('query', fn ($sql) => str_replace('SELECT COUNT(*)', 'SELECT no_such_column', $sql));`,
        ),
      ).toBe(500);
      const noTypes = `foreach (get_post_types_by_support('author') as $type) remove_post_type_support($type, 'author');`;
      expect(await counted(noTypes)).toBe(0);
    });
  });
}
