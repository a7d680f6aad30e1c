// Boots a real Drupal for tests, of the programs that DRUPAL_ROOT names. See README.md.
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyDrupalTree, whyNoDrupal } from './drupal-tree.mjs';
import { findFreePort } from './free-port.mjs';
import { startPhpServer } from './php-server.mjs';
import { runCommand } from './run-command.mjs';

export { whyNoDrupal } from './drupal-tree.mjs';

const evaluator = fileURLToPath(new URL('php/evaluate-drupal.php', import.meta.url));
const preparation = fileURLToPath(new URL('php/prepare-drupal.php', import.meta.url));

export async function startDrupal({
  root = process.env.DRUPAL_ROOT,
  port,
  username = 'linkspan',
  modules = [],
  router = '.ht.router.php',
  env = {},
} = {}) {
  const missing = whyNoDrupal(root);
  if (missing !== undefined) throw new Error(`A real Drupal cannot be booted: ${missing}.`);
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-drupal-'));
  try {
    const served = await copyDrupalTree(root, join(folder, 'site'));
    for (const { name, folder: source } of modules)
      await cp(source, join(served, 'modules', name), { recursive: true });
    const php = ['-d', 'memory_limit=512M', '-d', 'display_errors=stderr'];
    await runCommand('php', [...php, 'core/scripts/drupal', 'install', 'minimal', '--site-name=Linkspan'], {
      cwd: served,
    });
    const listening = port ?? (await findFreePort());
    const url = `http://127.0.0.1:${listening}`;
    const evaluate = async (code, more = {}) => {
      const out = await runCommand('php', [...php, evaluator], {
        input: code,
        cwd: served,
        env: { ...env, ...more, LINKSPAN_SITE: url },
      });
      return JSON.parse(out.slice(out.lastIndexOf('\x1e') + 1));
    };
    const [password, adminPassword] = [1, 2].map(() => randomBytes(15).toString('base64url'));
    const names = modules.map(({ name }) => name);
    const given = JSON.stringify({ username, password, adminPassword, modules: names });
    const made = await evaluate(await readFile(preparation, 'utf8'), { LINKSPAN_PREPARE: given });
    const database = join(served, 'sites/default/files/.sqlite');
    const serve = () =>
      startPhpServer({
        root: served,
        port: listening,
        env,
        router,
        page: 'core/misc/favicon.ico',
      });
    let server = await serve();
    let snapshots = 0;
    return {
      url,
      folder: served,
      version: made.version,
      username,
      password,
      serviceId: made.serviceId,
      admin: { id: made.adminId, username: 'admin', email: 'admin@site.example', password: adminPassword },
      php: (code) => evaluate(code),
      async mails() {
        const mails = await evaluate(`return \\Drupal::state()->get('system.test_mail_collector', []);`);
        return mails.map(({ to, subject, id }) => ({ to, subject: String(subject), id }));
      },
      pause: () => server.stop(),
      async resume() {
        server = await serve();
      },
      async snapshot() {
        snapshots += 1;
        const file = join(folder, `snapshot-${snapshots}`);
        await copyDatabase(database, file);
        return file;
      },
      restore: (snapshot) => copyDatabase(snapshot, database),
      async stop() {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** By SQLite itself: Drupal writes on after its answer, and a file that is exchanged under it would be spoilt by the journal of the former. */
async function copyDatabase(from, to) {
  const code = `
    $to = new SQLite3($argv[2]);
    $to->busyTimeout(10000);
    for ($tries = 0; !@(new SQLite3($argv[1]))->backup($to); $tries++) {
      if ($tries === 200) exit(1);
      usleep(25000);
    }`;
  await runCommand('php', ['-r', code, from, to]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serveUntilTold(process.argv.slice(2));

async function serveUntilTold([port]) {
  const site = await startDrupal(port === undefined ? {} : { port: Number(port) });
  const { url, folder, version, username, password, serviceId, admin } = site;
  process.stdout.write(`${JSON.stringify({ url, folder, version, username, password, serviceId, admin })}\n`);
  await new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, resolve);
    // Held open by this alone: the server is a process of its own.
    setInterval(() => {}, 1 << 30);
  });
  await site.stop();
  process.exit(0);
}
