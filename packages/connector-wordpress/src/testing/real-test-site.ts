import { canLogIn, type StartWordPress, startWordPress } from '../../../../scripts/real-sites/wordpress.mjs';
import { connectTo } from './connect-to.js';
import { rest } from './rest.js';
import type { TestSite } from './test-site.js';

export async function startRealTestSite(options: StartWordPress) {
  const real = await startWordPress(options);
  const { url, username, userId, applicationPassword, admin } = real;
  const credentials = `${username}:${applicationPassword}`;
  await real.php(
    `$all = array_fill_keys(['read', 'list_users', 'create_users', 'edit_users', 'promote_users', 'delete_users'], true);
     add_role('provisioning', 'Provisioning', $all);
     return true;`,
  );
  const first = await real.snapshot();
  const site: TestSite = {
    url,
    username,
    userId,
    adminId: admin.id,
    adminEmail: admin.email,
    rest: (method, route, json, as = credentials) => rest(url, method, route, json, as),
    connect: (overrides) => connectTo({ url, username, password: applicationPassword, ...overrides }),
    async setServiceRole(role) {
      await real.php(`(new WP_User(${userId}))->set_role('${role}'); return true;`);
    },
    canLogIn: (login, password) => canLogIn(real, login, password),
    async createPost(author) {
      const post = { post_author: author, post_title: 'A post', post_content: 'Words', post_status: 'publish' };
      return Number(await real.php(`return wp_insert_post(json_decode('${JSON.stringify(post)}', true));`));
    },
    async authorOf(post) {
      const author = await real.php(
        `$post = get_post(${post}); return $post && 'publish' === $post->post_status ? (int) $post->post_author : null;`,
      );
      return typeof author === 'number' ? author : undefined;
    },
    reset: () => real.restore(first),
    stop: () => real.stop(),
  };
  return { site, real };
}
