import { execFile } from 'node:child_process';
import { access, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startBackgroundProcess } from './background-process.mjs';
import { runCommand } from './run-command.mjs';
import { waitUntil } from './wait-until.mjs';

export const mariadbServer = '/usr/sbin/mariadbd';

/**
 * A MariaDB of its own: own data folder, a socket and no port, never the machine's service. It runs as the present user, or as
 * `mysql` where that is root, whom MariaDB refuses.
 */
export async function startMariadb() {
  // Short, since a socket's path may have 107 characters.
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-db-'));
  const data = join(folder, 'data');
  const socket = join(folder, 'socket');
  const user = process.getuid() === 0 ? ['--user=mysql'] : [];
  if (user.length > 0) await promisify(execFile)('chown', ['mysql', folder]);
  const small = [
    '--innodb-log-file-size=8M',
    '--innodb-buffer-pool-size=32M',
    '--performance-schema=0',
    // Nothing of it outlives the test, so nothing waits for the disk.
    '--innodb-flush-method=nosync',
    '--skip-innodb-doublewrite',
    '--skip-innodb-file-per-table',
  ];
  await runCommand('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--skip-name-resolve',
    ...small,
    ...user,
  ]);
  const server = startBackgroundProcess(mariadbServer, [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--pid-file=${join(folder, 'pid')}`,
    '--skip-networking',
    '--innodb-flush-log-at-trx-commit=0',
    ...small,
    ...user,
  ]);
  await waitUntil(
    async () => {
      if (!server.alive) throw new Error(`mariadbd did not start: ${server.said}`);
      return await access(socket).then(
        () => true,
        () => false,
      );
    },
    { describe: () => 'mariadbd did not open its socket' },
  );
  const client = ['--no-defaults', `--socket=${socket}`, '--user=root'];
  await runCommand('mariadb', [...client, '-e', 'CREATE DATABASE wordpress CHARACTER SET utf8mb4']);
  return {
    muPlugins: [],
    constants: {
      DB_NAME: 'wordpress',
      DB_USER: 'root',
      DB_PASSWORD: '',
      DB_HOST: `localhost:${socket}`,
      DB_CHARSET: 'utf8mb4',
    },
    /** Writes the whole database to `file`. */
    async dump(file) {
      const output = await open(file, 'w');
      try {
        await runCommand('mariadb-dump', [...client, '--single-transaction', 'wordpress'], { output: output.fd });
      } finally {
        await output.close();
      }
    },
    async load(file) {
      await runCommand('mariadb', [...client, 'wordpress'], { input: await readFile(file) });
    },
    async stop() {
      // Nothing of it is kept, so it need not tidy up.
      await server.stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
