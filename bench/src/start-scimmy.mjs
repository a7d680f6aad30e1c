import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('scimmy-server.mjs', import.meta.url));

/** A process of its own with so many people in it. */
export async function startScimmy(size) {
  const child = fork(file, [String(size)], { env: { ...process.env, NODE_ENV: 'production' } });
  const [{ url, people }] = await once(child, 'message');
  return {
    url,
    token: 'any',
    directory: { people, total: size, groups: [], cursor: '' },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
