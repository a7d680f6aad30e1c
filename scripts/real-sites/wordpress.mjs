// Boots a real WordPress for tests and for the demo. See README.md.
import { randomBytes } from 'node:crypto';
import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from './free-port.mjs';
import { startMariadb } from './mariadb.mjs';
import { missingForWordPress } from './missing-packages.mjs';
import { startPhpServer } from './php-server.mjs';
import { runCommand } from './run-command.mjs';
import { makeNetwork } from './wordpress-network.mjs';
import { getWordPressTree } from './wordpress-tree.mjs';

export { missingForWordPress } from './missing-packages.mjs';
export { canLogIn, logIn, sessionLives } from './wordpress-login.mjs';
export { submitProfile } from './wordpress-profile.mjs';

const evaluator = fileURLToPath(new URL('php/evaluate.php', import.meta.url));
const mailPlugin = fileURLToPath(new URL('php/mail-to-file.php', import.meta.url));
const fastSqlite = fileURLToPath(new URL('php/fast-sqlite.php', import.meta.url));

export async function startWordPress({
  flavour,
  version = 'nightly',
  permalinks = 'pretty',
  port,
  title = 'Linkspan test site',
  username = 'linkspan',
  muPlugins = [],
  muPluginFolder,
  constants: more = {},
  network = false,
}) {
  const missing = missingForWordPress(flavour);
  if (missing.length > 0) {
    throw new Error(
      `A real WordPress (${flavour}) needs packages that are not here: apt-get install ${missing.join(' ')}`,
    );
  }
  const tree = await getWordPressTree(flavour, version);
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-wp-'));
  const database = flavour === 'mariadb' ? await startMariadb() : sqliteDatabase(folder);
  try {
    const listening = port ?? (await findFreePort());
    const host = `127.0.0.1:${listening}`;
    const mails = join(folder, 'mails.jsonl');
    const plugins = join(folder, 'mu-plugins');
    await mkdir(plugins);
    for (const [index, file] of [mailPlugin, ...database.muPlugins, ...muPlugins].entries())
      await copyFile(file, join(plugins, `${index}.php`));
    if (muPluginFolder !== undefined) await cp(muPluginFolder, plugins, { recursive: true });
    const constants = {
      ...database.constants,
      ...Object.fromEntries(saltNames.map((name) => [name, randomBytes(32).toString('hex')])),
      WP_HOME: `http://${host}`,
      WP_SITEURL: `http://${host}`,
      WP_ENVIRONMENT_TYPE: 'local',
      WPMU_PLUGIN_DIR: plugins,
      LINKSPAN_MAIL_FILE: mails,
      DISABLE_WP_CRON: true,
      WP_HTTP_BLOCK_EXTERNAL: true,
      AUTOMATIC_UPDATER_DISABLED: true,
      WP_DEBUG: false,
      ...more,
    };
    const environment = (installing) => ({ LINKSPAN_SITE: JSON.stringify({ host, tree, constants, installing }) });
    const evaluate = async (code, installing = false) => {
      const out = await runCommand('php', ['-d', 'display_errors=stderr', evaluator], {
        input: code,
        env: environment(installing),
      });
      return JSON.parse(out.slice(out.lastIndexOf('\x1e') + 1));
    };
    const adminPassword = randomBytes(15).toString('base64url');
    const account = await install({ evaluate, title, permalinks, username, adminPassword });
    if (network) {
      Object.assign(constants, await makeNetwork(evaluate, host));
      // A network keeps account of its own of whether anybody has an application password.
      account.applicationPassword = await evaluate(
        `return WP_Application_Passwords::create_new_application_password(${account.userId}, ['name' => 'Linkspan in a network'])[0];`,
      );
    }
    await rm(mails, { force: true });

    const serve = () => startPhpServer({ root: tree, port: listening, env: environment(false) });
    let server = await serve();
    let snapshots = 0;
    return {
      flavour,
      url: `http://${host}`,
      version: account.version,
      username,
      userId: account.userId,
      applicationPassword: account.applicationPassword,
      admin: { id: 1, username: 'admin', email: 'admin@site.example', password: adminPassword },
      php: (code) => evaluate(code),
      async createApplicationPassword(userId) {
        return await evaluate(
          `return WP_Application_Passwords::create_new_application_password(${Number(userId)}, ['name' => 'test'])[0];`,
        );
      },
      async setPassword(userId, password) {
        await evaluate(`wp_set_password(${JSON.stringify(password)}, ${Number(userId)}); return true;`);
      },
      async mails() {
        const lines = await readFile(mails, 'utf8').catch(() => '');
        return lines
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
      },
      pause: () => server.stop(),
      async resume() {
        server = await serve();
      },
      async snapshot() {
        snapshots += 1;
        const file = join(folder, `snapshot-${snapshots}`);
        await database.dump(file);
        return file;
      },
      restore: (snapshot) => database.load(snapshot),
      async stop() {
        await server.stop();
        await database.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

const saltNames = [
  'AUTH_KEY',
  'SECURE_AUTH_KEY',
  'LOGGED_IN_KEY',
  'NONCE_KEY',
  'AUTH_SALT',
  'SECURE_AUTH_SALT',
  'LOGGED_IN_SALT',
  'NONCE_SALT',
];

async function install({ evaluate, title, permalinks, username, adminPassword }) {
  const text = JSON.stringify;
  await evaluate(
    `require_once ABSPATH . 'wp-admin/includes/upgrade.php';
     wp_install(${text(title)}, 'admin', 'admin@site.example', false, '', ${text(adminPassword)});
     update_option('permalink_structure', ${text(permalinks === 'pretty' ? '/%postname%/' : '')});
     return true;`,
    true,
  );
  return await evaluate(
    `$id = wp_insert_user(['user_login' => ${text(username)}, 'user_email' => 'linkspan@site.example', 'user_pass' => wp_generate_password(32), 'role' => 'administrator']);
     flush_rewrite_rules();
     return [
       'version' => get_bloginfo('version'),
       'userId' => $id,
       'applicationPassword' => WP_Application_Passwords::create_new_application_password($id, ['name' => 'Linkspan'])[0],
     ];`,
  );
}

function sqliteDatabase(folder) {
  const file = join(folder, 'wordpress.sqlite');
  return {
    constants: {
      DB_NAME: 'wordpress',
      DB_USER: '',
      DB_PASSWORD: '',
      DB_HOST: '',
      DB_DIR: folder,
      DB_FILE: 'wordpress.sqlite',
    },
    muPlugins: [fastSqlite],
    dump: (to) => copyFile(file, to),
    // By rename: a request in flight keeps the file that it has open.
    async load(from) {
      await copyFile(from, `${file}.new`);
      await rename(`${file}.new`, file);
    },
    async stop() {},
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serveUntilTold(process.argv.slice(2));

async function serveUntilTold([flavour = 'sqlite', port]) {
  const site = await startWordPress({ flavour, ...(port === undefined ? {} : { port: Number(port) }) });
  const { url, version, username, userId, applicationPassword, admin } = site;
  process.stdout.write(`${JSON.stringify({ flavour, url, version, username, userId, applicationPassword, admin })}\n`);
  await new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, resolve);
    // Held open by this alone: the servers are processes of their own.
    setInterval(() => {}, 1 << 30);
  });
  await site.stop();
  process.exit(0);
}
