import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('orchestrate.mjs', import.meta.url));

/** One job of the orchestrator in a process of its own; see `orchestrate.mjs`. */
export async function runJob(job, options) {
  const child = fork(file, { env: { ...process.env, NODE_ENV: 'production' }, execArgv: options.execArgv ?? [] });
  child.send({ job, ...options });
  const ended = once(child, 'exit');
  const told = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => {
      throw new Error(`${job} ended with ${code}`);
    }),
  ]);
  await ended;
  return told[0];
}
