import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const cliFile = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));
const bareFile = fileURLToPath(new URL('bare-server.mjs', import.meta.url));
export const token = 'bench-0123456789abcdef0123456789abcdef0123';

/** The built server, on SQLite as an operator has it (every answered write is durable). */
export async function startLinkspan(folder) {
  await mkdir(folder, { recursive: true });
  const config = join(folder, 'linkspan.yaml');
  const clients = { bench: { directory: 'main', tokens: [{ env: 'BENCH_TOKEN' }] } };
  await writeFile(config, JSON.stringify({ directories: { main: {} }, clients }));
  const port = await findFreePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    LINKSPAN_CONFIG: config,
    LINKSPAN_DATA: folder,
    HOST: '127.0.0.1',
    PORT: String(port),
    BENCH_TOKEN: token,
  };
  const child = spawn(process.execPath, [cliFile, 'start'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const kill = endWithUs(child);
  const origin = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 60_000; ; await pause(50)) {
    if (child.exitCode !== null) throw new Error(`linkspan start ended with ${child.exitCode}:\n${said}`);
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) break;
    if (Date.now() > deadline) throw new Error(`linkspan was not ready within a minute:\n${said}`);
  }
  return { url: `${origin}/scim/bench/v2`, stop: kill };
}

export async function startBareExpress() {
  const child = fork(bareFile, { env: { ...process.env, NODE_ENV: 'production' } });
  const stop = endWithUs(child);
  const [{ url }] = await once(child, 'message');
  return { url, stop };
}

/** Resolves when it is gone; sees to it that it never outlives this process. */
function endWithUs(child) {
  const ended = once(child, 'exit');
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', kill);
  };
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
