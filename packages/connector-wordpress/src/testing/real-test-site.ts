import { fileURLToPath } from 'node:url';
import { canLogIn, type StartWordPress, startWordPress } from '../../../../scripts/real-sites/wordpress.mjs';
import { connectTo } from './connect-to.js';
import { rest } from './rest.js';
import { webhookSecret } from './sign-delivery.js';
import { isWrite, type TestSite } from './test-site.js';

const requestLog = fileURLToPath(new URL('log-requests.php', import.meta.url));
const shortPages = fileURLToPath(new URL('short-pages.php', import.meta.url));
const cronPlugin = fileURLToPath(new URL('rename-by-cron.php', import.meta.url));
const companionFolder = fileURLToPath(new URL('../../companion', import.meta.url));

/** What wp_update_user calls the fields of the REST API. */
const columns: Readonly<Record<string, string>> = { email: 'user_email', name: 'display_name', url: 'user_url' };

export interface StartRealTestSite extends StartWordPress {
  /** With our must-use plugin. */
  readonly companion?: boolean;
  /** Where its companion posts to, with `webhookSecret`. */
  readonly webhookUrl?: string;
}

export async function startRealTestSite({ companion = false, webhookUrl, ...options }: StartRealTestSite) {
  const real = await startWordPress({
    ...options,
    muPlugins: [requestLog, cronPlugin, shortPages],
    ...(webhookUrl !== undefined && {
      constants: { LINKSPAN_WEBHOOK_URL: webhookUrl, LINKSPAN_WEBHOOK_SECRET: webhookSecret },
    }),
    ...(companion && { muPluginFolder: companionFolder }),
  });
  const { url, username, userId, applicationPassword, admin } = real;
  const credentials = `${username}:${applicationPassword}`;
  await real.php(
    `$all = array_fill_keys(['read', 'list_users', 'create_users', 'edit_users', 'promote_users', 'delete_users'], true);
     add_role('provisioning', 'Provisioning', $all);
     return true;`,
  );
  const first = await real.snapshot();
  const site: TestSite = {
    companion,
    url,
    username,
    userId,
    password: applicationPassword,
    adminId: admin.id,
    adminEmail: admin.email,
    rest: (method, route, json, as = credentials) => rest(url, method, route, json, as),
    connect: (overrides) =>
      connectTo({
        url,
        username,
        password: applicationPassword,
        ...(webhookUrl !== undefined && { companion: { webhookSecret } }),
        ...overrides,
      }),
    async setServiceRole(role) {
      await real.php(`(new WP_User(${userId}))->set_role('${role}'); return true;`);
    },
    async setRegistration(open) {
      await real.php(`update_option('users_can_register', ${open ? 1 : 0}); return true;`);
    },
    async takeWrites() {
      const log = await real.php(
        `$file = WPMU_PLUGIN_DIR . '/requests.log';
         $lines = file_exists($file) ? file_get_contents($file) : '';
         file_put_contents($file, '');
         return $lines;`,
      );
      return String(log)
        .split('\n')
        .filter((line) => isWrite(line.split(' ', 1)[0] ?? ''));
    },
    canLogIn: (login, password) => canLogIn(real, login, password),
    async createPost(author, { type = 'post', status = 'publish' } = {}) {
      const text = { post_title: 'A post', post_content: 'Words' };
      const post = { ...text, post_author: author, post_type: type, post_status: status };
      return Number(await real.php(`return wp_insert_post(json_decode('${JSON.stringify(post)}', true));`));
    },
    async authorOf(post) {
      const author = await real.php(
        `$post = get_post(${post}); return $post && 'publish' === $post->post_status ? (int) $post->post_author : null;`,
      );
      return typeof author === 'number' ? author : undefined;
    },
    async edit(id, fields) {
      const stored = Object.entries(fields).map(([field, value]) => [columns[field] ?? field, value]);
      const text = Buffer.from(JSON.stringify(Object.fromEntries(stored))).toString('base64');
      await real.php(`return wp_update_user(['ID' => ${id}] + json_decode(base64_decode('${text}'), true));`);
    },
    feedPage: 5,
    async forgetChanges() {
      await real.php(
        `global $wpdb; return $wpdb->query("UPDATE {$wpdb->prefix}linkspan_changes SET changed_at = '2026-01-02T03:04:05.678Z'");`,
      );
      await rest(url, 'POST', '/linkspan/v1/flush', undefined, credentials);
    },
    reset: () => real.restore(first),
    stop: () => real.stop(),
  };
  return { site, real };
}
