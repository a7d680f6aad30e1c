import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DrupalSite, type StartDrupal, startDrupal } from '../../../../scripts/real-sites/drupal.mjs';
import { ask } from './ask.js';
import { connectTo } from './connect-to.js';
import { isWrite, type TestSite } from './test-site.js';

const router = fileURLToPath(new URL('log-requests.php', import.meta.url));

export async function startRealTestSite(options: StartDrupal = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-drupal-log-'));
  const log = join(folder, 'requests');
  await writeFile(log, '');
  const real = await startDrupal({ ...options, router, env: { LINKSPAN_REQUEST_LOG: log } });
  const { url, username, password, serviceId, admin } = real;
  if (options.modules?.some(({ name }) => name === 'linkspan')) await introduceCompanion(real);
  const first = await real.snapshot();
  const configure = (name: string, key: string, value: unknown) =>
    real.php(
      `\\Drupal::configFactory()->getEditable('${name}')->set('${key}', json_decode('${JSON.stringify(value)}'))->save();
       \\Drupal::service('router.builder')->rebuild();
       return true;`,
    );
  const site: TestSite = {
    url,
    username,
    password,
    serviceId,
    adminId: admin.id,
    ask: (method, path, question = {}) => ask(url, method, path, { as: `${username}:${password}`, ...question }),
    connect: (overrides) => connectTo({ url, username, password, ...overrides }),
    async setServiceRole(role) {
      await real.php(`user_load_by_name('${username}')->set('roles', ['${role}'])->save(); return true;`);
    },
    async setWriteMode(on) {
      await configure('jsonapi.settings', 'read_only', !on);
    },
    async setCancelMethod(method) {
      await configure('user.settings', 'cancel_method', method);
    },
    async setRegistration(who) {
      await configure('user.settings', 'register', who);
    },
    async setRest(on) {
      await configure('rest.resource.entity.user', 'status', on);
    },
    async deleteRole(name) {
      await real.php(`\\Drupal\\user\\Entity\\Role::load('${name}')->delete(); return true;`);
    },
    async createRole(name, permissions) {
      const role = JSON.stringify({ id: name, label: name, permissions });
      await real.php(`\\Drupal\\user\\Entity\\Role::create(json_decode('${role}', true))->save(); return true;`);
    },
    async age(id) {
      await real.php(
        `\\Drupal::database()->update('users_field_data')->fields(['changed' => 1700000000])
           ->condition('uid', \\Drupal::service('entity.repository')->loadEntityByUuid('user', '${id}')->id())->execute();
         \\Drupal::entityTypeManager()->getStorage('user')->resetCache();
         \\Drupal::service('cache_tags.invalidator')->invalidateTags(['user_list', 'rendered']);
         return true;`,
      );
    },
    async takeWrites() {
      const lines = (await readFile(log, 'utf8')).split('\n');
      await writeFile(log, '');
      return lines.filter((line) => isWrite(line.split(' ', 1)[0] ?? ''));
    },
    async createPage(accountId) {
      return String(
        await real.php(
          `$owner = \\Drupal::service('entity.repository')->loadEntityByUuid('user', '${accountId}');
           $node = \\Drupal\\node\\Entity\\Node::create(['type' => 'page', 'title' => 'A page', 'uid' => $owner->id()]);
           $node->save();
           return $node->id();`,
        ),
      );
    },
    async ownerOf(page) {
      const owner = await real.php(
        `$node = \\Drupal\\node\\Entity\\Node::load(${page}); return $node ? (int) $node->getOwnerId() : null;`,
      );
      return typeof owner === 'number' ? owner : undefined;
    },
    mails: async () => (await real.mails()).map(({ id, to }) => `${id} ${to}`),
    async reset() {
      await real.restore(first);
      await writeFile(log, '');
    },
    async stop() {
      await real.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return { site, real };
}

/** What the companion's README asks for: who the service account is, and the permission to ask it. */
async function introduceCompanion({ php, username }: DrupalSite): Promise<void> {
  await php(
    `\\Drupal::configFactory()->getEditable('linkspan.settings')->set('service_account', '${username}')->save();
     foreach (['linkspan', 'blind'] as $role) \\Drupal\\user\\Entity\\Role::load($role)->grantPermission('use linkspan companion')->save();
     return true;`,
  );
}
