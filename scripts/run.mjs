// `npm start`, `npm test` and the rest on a machine with nothing but Node and npm: installs when the lockfile changed, builds
// when a source changed, then runs. Everything here writes to stderr, so that a command's own stdout stays clean.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const [command = 'start', ...rest] = process.argv.slice(2);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Linkspan needs Node 20.19 or newer, and this is ${process.version}: install a newer Node, then try again.`);
}

const commands = {
  start: () => runInProcess('apps/server/dist/cli.js', ['start', ...rest]),
  linkspan: () => runInProcess('apps/server/dist/cli.js', rest),
  demo: () => runInProcess('scripts/demo.mjs', rest),
  bench: () => runInProcess('bench/src/main.mjs', rest),
  acceptance: () => {
    build();
    exit(run('vitest', ['run', '--root', 'acceptance', ...rest]));
  },
  'test:drupal': () => {
    if (!process.env.DRUPAL_ROOT) {
      fail(
        'Set DRUPAL_ROOT to the folder of a Drupal 10 (the one with index.php), as scripts/real-sites/README.md says.',
      );
    }
    exit(run('vitest', ['run', '--root', 'packages/connector-drupal', '-c', 'vitest.site.config.ts', ...rest]));
  },
  test: () => {
    const lint = run('biome', ['check', '--error-on-warnings', '.']);
    exit(run('turbo', ['run', 'typecheck', 'test', '--continue', '--output-logs=new-only', ...rest]) || lint);
  },
};
const chosen = commands[command];
if (chosen === undefined) fail(`"${command}" is none of ${Object.keys(commands).join(', ')}.`);
if (command === 'start' || (command === 'linkspan' && rest[0] === 'start')) stopWithParent();
await install();
await chosen();

/** Installs when the lockfile is another than the one of the last whole install; needs no network otherwise. */
async function install() {
  const marker = join(root, 'node_modules/.linkspan-installed');
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  const installed = existsSync(marker) && existsSync(join(root, 'node_modules/.modules.yaml'));
  if (!installed || readFileSync(marker, 'utf8') !== lockfile) {
    process.stderr.write('Installing dependencies (the first time takes a minute or two) …\n');
    const { status, output } = await runPnpmInstall();
    if (/sqlite3 install: Failed/.test(output)) fail(sqliteAdvice());
    if (status !== 0) {
      const hint =
        'Is there a network, and is the npm registry in reach? The same command goes on where this one ended.';
      fail(`The dependencies could not be installed: see above. ${hint}`, status);
    }
    writeFileSync(marker, lockfile);
  }
  const reason = whySqliteDoesNotLoad();
  if (reason === undefined) return;
  // What the next run finds whole would not be looked at again.
  rmSync(marker, { force: true });
  fail(`sqlite3 is installed and cannot be loaded: ${reason}
It may have been installed for another machine, or without its install script (ignore-scripts in an .npmrc). Delete the folder
node_modules, then run the same command again.`);
}

/** npx prefers what stands in the folder that it runs in, and there may be half a pnpm in ours after an install that was broken off. */
async function runPnpmInstall() {
  const away = mkdtempSync(join(tmpdir(), 'linkspan-install-'));
  // Where a package.json is, npx looks no further up.
  writeFileSync(join(away, 'package.json'), '{}');
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // `--prod=false`: NODE_ENV=production would leave the compiler out. `--prefer-offline`: npx waits a minute without a network.
  const npx = ['--yes', '--prefer-offline', packageManager, '--dir', windows ? `"${root}"` : root];
  const options = ['install', '--frozen-lockfile', '--prod=false', '--config.lockfile=true', ...headers()];
  const child = spawn('npx', [...npx, ...options], {
    ...surroundings(),
    cwd: away,
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  const clean = () => {
    child.kill();
    rmSync(away, { recursive: true, force: true });
  };
  process.once('exit', clean);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      process.stderr.write(piece);
      output += piece;
    });
  }
  const status = await new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`npx: ${error.message}\n`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
  process.off('exit', clean);
  clean();
  return { status, output };
}

/** Where Node's C++ headers came with Node, sqlite3 is compiled with them rather than with a download. */
function headers() {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  return existsSync(join(prefix, 'include/node/node_api.h')) ? [`--config.nodedir=${prefix}`] : [];
}

function whySqliteDoesNotLoad() {
  try {
    createRequire(join(root, 'apps/server/package.json'))('sqlite3');
    return undefined;
  } catch (error) {
    return String(error.message).split('\n')[0];
  }
}

function sqliteAdvice() {
  return `sqlite3 has no ready-made binary that runs on this machine, and compiling it failed. Install a C++ compiler, make and Python:
  Debian, Ubuntu   sudo apt-get install build-essential python3
  Fedora, RHEL     sudo dnf install gcc-c++ make python3
  macOS            xcode-select --install
  Windows          winget install Python.Python.3.12 Microsoft.VisualStudio.2022.BuildTools (with "Desktop development with C++")
Then run the same command again.`;
}

/** Turbo does nothing where nothing changed; its report is shown only when the build fails. */
function build() {
  const { status, output } = capture('turbo', [
    'run',
    'build',
    '--filter=@linkspan/server...',
    '--output-logs=errors-only',
  ]);
  if (status !== 0) fail(`${output}\nThe build failed: see above.`, status);
}

/** In this process, so that SIGTERM and Ctrl-C arrive, and turbo's strict environment does not hide variables. */
async function runInProcess(file, args) {
  build();
  process.argv = [process.execPath, join(root, file), ...args];
  await import(pathToFileURL(join(root, file)).href);
}

/**
 * npm passes SIGTERM on to the shell that it starts scripts with, which dies without telling us: its death is the message. Not
 * where a signal came here as well, since a second one would end the server at once.
 */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      clearInterval(watch);
      // The server is not there yet.
      if (process.listenerCount(signal) === 0) process.exit(1);
    });
  }
}

function run(program, args) {
  const { status, error } = spawnSync(program, args, { ...surroundings(), stdio: ['inherit', 2, 2] });
  if (error !== undefined) process.stderr.write(`${program}: ${error.message}\n`);
  return status ?? 1;
}

function capture(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    ...surroundings(),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { status: status ?? 1, output: `${stdout ?? ''}${stderr ?? ''}` };
}

/** The workspace's own tools first (turbo needs a `pnpm` on PATH), quiet: no telemetry, no remote cache, no update notice. */
function surroundings() {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const quiet = {
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    TURBO_CACHE: 'local:rw',
    TURBO_UI: '0',
    npm_config_update_notifier: 'false',
  };
  // `npm run -s` would silence the very message that says why an install failed.
  const { npm_config_loglevel: _, ...inherited } = process.env;
  return { cwd: root, shell: windows, env: { ...inherited, ...quiet, PATH: path } };
}

function exit(status) {
  process.exitCode = status;
}

function fail(message, status = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}
