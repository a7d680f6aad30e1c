// Starts the built server in a process of its own, as the demo, the benchmarks and the acceptance tests need it.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from './real-sites/free-port.mjs';
import { waitUntil } from './real-sites/wait-until.mjs';

const cliFile = fileURLToPath(new URL('../apps/server/dist/cli.js', import.meta.url));
const token = 'linkspan-0123456789abcdef0123456789abcdef';

/**
 * @typedef {object} LinkspanOptions
 * @property {Readonly<Record<string, unknown>>} [config] What `linkspan.yaml` says. By default a directory `main` and a client `jumpcloud`.
 * @property {string} [configFile] One that stands already, in the place of `config`.
 * @property {string} [dataFolder] Default a new one. A second start on the same folder goes on with its data.
 * @property {number} [port] Default a free one.
 * @property {Readonly<Record<string, string>>} [env]
 *
 * @typedef {{ status: number, stdout: string, stderr: string }} CommandResult
 *
 * @typedef {object} Linkspan
 * @property {string} url
 * @property {string} scimUrl Of the client `jumpcloud`.
 * @property {string} token The client's.
 * @property {string} dataFolder
 * @property {number} port
 * @property {number | undefined} pid
 * @property {() => string} output What it has written so far.
 * @property {(...args: string[]) => Promise<CommandResult>} cli Runs the command line beside it, with the same configuration and data.
 * @property {() => Promise<void>} kill9 No goodbye: what is not durable now is lost.
 * @property {() => Promise<number | null>} stop SIGTERM; resolves with the exit code.
 */

/**
 * Resolves when `/readyz` says that it can serve. The server never outlives this process.
 * @param {LinkspanOptions} [options]
 * @returns {Promise<Linkspan>}
 */
export async function startLinkspan(options = {}) {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'linkspan-')));
  const port = options.port ?? (await findFreePort());
  const configFile = options.configFile ?? join(dataFolder, 'linkspan.yaml');
  await mkdir(dataFolder, { recursive: true });
  if (options.configFile === undefined) {
    // JSON is YAML.
    await writeFile(configFile, JSON.stringify({ ...defaults, ...options.config }, null, 2));
  }
  const env = {
    ...process.env,
    LINKSPAN_CONFIG: configFile,
    LINKSPAN_DATA: dataFolder,
    HOST: '127.0.0.1',
    PORT: String(port),
    JUMPCLOUD_TOKEN: token,
    ...options.env,
  };
  const child = spawn(process.execPath, [cliFile, 'start'], {
    cwd: dataFolder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
      if (said.length > 2 ** 24) said = said.slice(-(2 ** 20));
    });
  }
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  void ended.then(() => process.off('exit', kill));

  const url = `http://127.0.0.1:${port}`;
  const runs = () => child.exitCode === null && child.signalCode === null;
  const isReady = async () => {
    if (!runs()) throw new Error(`linkspan start ended with ${child.exitCode ?? child.signalCode}:\n${said}`);
    return await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  };
  await waitUntil(isReady, { seconds: 60, describe: () => `linkspan did not become ready:\n${said}\n` });

  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    if (runs()) child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    url,
    scimUrl: `${url}/scim/jumpcloud/v2`,
    token,
    dataFolder,
    port,
    pid: child.pid,
    output: () => said,
    cli: (...args) => runCli(args, { cwd: dataFolder, env }),
    kill9: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

const defaults = {
  directories: { main: {} },
  clients: {
    jumpcloud: {
      connector: '@linkspan/connector-jumpcloud',
      directory: 'main',
      tokens: [{ env: 'JUMPCLOUD_TOKEN' }],
    },
  },
};

/**
 * @param {readonly string[]} args @param {{ cwd: string, env: NodeJS.ProcessEnv }} surroundings
 * @returns {Promise<CommandResult>}
 */
function runCli(args, surroundings) {
  return new Promise((resolve, reject) => {
    const options = { ...surroundings, maxBuffer: 2 ** 26 };
    const child = execFile(process.execPath, [cliFile, ...args], options, (_error, stdout, stderr) => {
      if (child.exitCode === null)
        reject(new Error(`linkspan ${args.join(' ')} was ended by ${child.signalCode}:\n${stderr}`));
      else resolve({ status: child.exitCode, stdout, stderr });
    });
  });
}
