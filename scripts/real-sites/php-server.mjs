import { fileURLToPath } from 'node:url';
import { startBackgroundProcess } from './background-process.mjs';
import { waitUntil } from './wait-until.mjs';

const wordpress = fileURLToPath(new URL('php/router.php', import.meta.url));

/**
 * PHP's own web server on a port of the loopback, with three workers, so that a site can call itself. `page` is any file that it serves.
 */
export async function startPhpServer({ root, port, env, router = wordpress, page = 'readme.html' }) {
  const server = startBackgroundProcess(
    'php',
    ['-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, '-t', root, router],
    {
      cwd: root,
      env: { ...env, PHP_CLI_SERVER_WORKERS: '3' },
    },
  );
  await waitUntil(
    async () => {
      if (!server.alive) throw new Error(`php -S did not start on port ${port}: ${server.said}`);
      return await answers(`http://127.0.0.1:${port}/${page}`);
    },
    { describe: () => `php -S did not answer on port ${port}` },
  );
  return server;
}

async function answers(url) {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
