import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBackgroundProcess } from '../../../../../scripts/real-sites/background-process.mjs';
import { findFreePort } from '../../../../../scripts/real-sites/free-port.mjs';
import { runCommand } from '../../../../../scripts/real-sites/run-command.mjs';
import { waitUntil } from '../../../../../scripts/real-sites/wait-until.mjs';

const evaluator = fileURLToPath(new URL('evaluate.php', import.meta.url));
const setUp = fileURLToPath(new URL('set-up.php', import.meta.url));
const otherModule = fileURLToPath(new URL('linkspan_test', import.meta.url));
const companion = fileURLToPath(new URL('../../../companion/linkspan', import.meta.url));

export async function bootDrupal({ workers = 3 } = {}) {
  const installed = process.env.DRUPAL_ROOT;
  if (installed === undefined) throw new Error('DRUPAL_ROOT is not set. Let it name an installed Drupal 10 on SQLite.');
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-drupal-'));
  const root = join(folder, 'site');
  await runCommand('cp', ['-a', installed, root]);
  await runCommand('chmod', ['-R', 'u+w', join(root, 'sites')]);
  await cp(companion, join(root, 'modules', 'linkspan'), { recursive: true });
  await cp(otherModule, join(root, 'modules', 'linkspan_test'), { recursive: true });
  await copyFile(evaluator, join(root, 'evaluate.php'));
  const php = (code) => evaluate(root, code);
  await runCommand('php', [setUp], { cwd: root });

  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const server = startBackgroundProcess(
    'php',
    ['-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, '.ht.router.php'],
    {
      cwd: root,
      env: { PHP_CLI_SERVER_WORKERS: String(workers) },
    },
  );
  await waitUntil(
    async () => {
      if (!server.alive) throw new Error(`php -S did not start on port ${port}: ${server.said}`);
      return await fetch(`${url}/user/login`).then(
        ({ ok }) => ok,
        () => false,
      );
    },
    { describe: () => `Drupal did not answer on port ${port}` },
  );
  return {
    url,
    root,
    php,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function evaluate(root, code) {
  const out = await runCommand('php', ['evaluate.php'], { cwd: root, input: code });
  return JSON.parse(out.slice(out.lastIndexOf('\x1e') + 1));
}
