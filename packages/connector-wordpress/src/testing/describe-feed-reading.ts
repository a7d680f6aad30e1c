import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { type FeedRow, readFeed } from './read-feed.js';
import type { startRealTestSite } from './real-test-site.js';
import { givePerson } from './test-site.js';

/** Whoever reads the feed by its numbers misses nothing, or is told so. */
export function describeFeedReading({ site, real }: Awaited<ReturnType<typeof startRealTestSite>>): void {
  const read = (query?: string) => readFeed(site, query);
  const table = (name: string) => `{$wpdb->prefix}linkspan_${name}`;

  describe('and the reading of its feed', () => {
    beforeEach(() => site.reset());

    test('is read page by page, and tells that it was cut off', async () => {
      const { next } = await read();
      for (const name of ['anna', 'bert', 'carl']) await givePerson(site, name);
      const first = await read(`?since=${next}&limit=2`);
      const second = await read(`?since=${first.next}&limit=2`);
      expect([first.items.length, first.more, second.items.length, second.more]).toEqual([2, true, 1, false]);
      expect((await read(`?since=${second.next}`)).next).toBe(second.next);
      expect((await site.rest('GET', `/linkspan/v1/changes?since=${next}&limit=501`)).status).toBe(400);
    });

    test('forgets after 30 days, says so, and never gives a number again', async () => {
      await givePerson(site, 'anna');
      await givePerson(site, 'bert');
      const { next } = await read();
      const age = (days: number) =>
        real.php(
          `global $wpdb; return $wpdb->query("UPDATE ${table('changes')} SET changed_at = '" . gmdate('Y-m-d', time() - ${days} * 86400) . "T00:00:00.000Z'");`,
        );
      await age(29);
      await site.rest('POST', '/linkspan/v1/flush');
      expect((await read('?since=0')).reset).toBe(false);
      await age(31);
      await site.rest('POST', '/linkspan/v1/flush');
      expect(await read('?since=0')).toMatchObject({ reset: true, items: [], next });
      expect(await read(`?since=${next - 1}`)).toMatchObject({ reset: false, next });
      await givePerson(site, 'carl');
      expect((await read(`?since=${next}`)).items.map(({ seq }) => seq)).toEqual([next + 1]);
    });

    test('leaves nothing out for one who reads while many write', async () => {
      const ids = await Promise.all(Array.from({ length: 6 }, (_, n) => givePerson(site, `person${n}`)));
      let { next } = await read();
      const start = next;
      const seen: FeedRow[] = [];
      let writing = true;
      const writes = Promise.all(
        ids.map(async (id) => {
          for (let n = 0; n < 5; n += 1) await site.rest('PUT', `/wp/v2/users/${id}`, { first_name: `Name ${n}` });
        }),
      ).finally(() => {
        writing = false;
      });
      for (let last = false; !last; ) {
        last = !writing;
        const page = await read(`?since=${next}`);
        seen.push(...page.items);
        next = page.next;
      }
      await writes;
      expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, n) => start + 1 + n));
    });

    test('W29: no address of the companion has /scim in it', async () => {
      const { json } = await site.rest('GET', '/');
      const routes = Object.keys((json as { routes: object }).routes).filter((route) => route.includes('linkspan'));
      expect(routes.length).toBeGreaterThan(6);
      expect(routes.filter((route) => route.includes('/scim'))).toEqual([]);
    });

    test('a service account of less rights makes nobody an administrator', async () => {
      await site.rest('GET', '/linkspan/v1');
      await site.setServiceRole('provisioning');
      const json = { username: 'anna', email: 'anna@mail.example', password: 'x' };
      const refused = await site.rest('POST', '/wp/v2/users', { ...json, roles: ['administrator'] });
      expect([refused.status, refused.code]).toEqual([403, 'rest_user_invalid_role']);
      expect((await site.rest('POST', '/wp/v2/users', { ...json, roles: ['editor'] })).status).toBe(201);
    });

    // SQLite has one writer at a time, and nobody waits for a transaction that a plugin holds open.
    if (real.flavour === 'mariadb') {
      test('shows no row while one with a smaller number is in a transaction that has not ended', async () => {
        const [slow, quick] = [await givePerson(site, 'anna'), await givePerson(site, 'bert')];
        const { next } = await read();
        const holding = real.php(
          `global $wpdb; $wpdb->query('START TRANSACTION'); update_user_meta(${slow}, 'first_name', 'X');
           Linkspan\\Companion\\settle_request(); usleep(2000000); $wpdb->query('COMMIT'); return true;`,
        );
        await wait(1_000);
        const writing = site.rest('PUT', `/wp/v2/users/${quick}`, { first_name: 'Y' });
        await wait(300);
        expect((await read(`?since=${next}`)).items).toEqual([]);
        await Promise.all([holding, writing]);
        const { items } = await read(`?since=${next}`);
        expect(items.map(({ seq, account }) => [seq - next, account])).toEqual([
          [1, String(slow)],
          [2, String(quick)],
        ]);
      });
    }
  });
}
