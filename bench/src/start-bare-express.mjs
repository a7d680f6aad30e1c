import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('bare-server.mjs', import.meta.url));

/** The yardstick, in a process of its own as the server is. */
export async function startBareExpress() {
  const child = fork(file, { env: { ...process.env, NODE_ENV: 'production' } });
  const [{ url }] = await once(child, 'message');
  return {
    url,
    pid: child.pid,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
