import { spawn } from 'node:child_process';

/**
 * The program runs in place of the shell; beside it waits a shell that reads from us. However this process ends, kill -9 included,
 * that pipe closes, and the whole group with it: PHP's server would leave its workers behind.
 */
const withUs = '(read -r _ <&3; kill -KILL 0) & exec "$@"';

/** Starts a program that stays, in a process group of its own. Ends with this process at the latest. */
export function startBackgroundProcess(command, args, { env, cwd } = {}) {
  const child = spawn('sh', ['-c', withUs, 'sh', command, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const ended = new Promise((resolve) => {
    child.on('exit', resolve);
    child.on('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  return {
    get alive() {
      return child.exitCode === null && child.signalCode === null && child.pid !== undefined;
    },
    /** The last of what it complained of. */
    get said() {
      return said;
    },
    async stop(signal = 'SIGTERM') {
      signalGroup(child, signal);
      const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000);
      await ended;
      clearTimeout(impatience);
      // Workers that outlived their leader.
      signalGroup(child, 'SIGKILL');
    },
  };
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}
