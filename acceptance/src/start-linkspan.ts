import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../scripts/real-sites/free-port.mjs';
import { waitUntil } from '../../scripts/real-sites/wait-until.mjs';

const cliFile = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));
const token = 'acceptance-0123456789abcdef0123456789abcdef';

export interface LinkspanOptions {
  /** What `linkspan.yaml` says; a `main` directory and a client `jumpcloud` are there by default. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Default a new one. A second start on the same folder goes on with its data. */
  readonly dataFolder?: string;
  /** Default a free one. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real server: the built command line in a process of its own. */
export interface Linkspan {
  readonly url: string;
  /** Of the client `jumpcloud`. */
  readonly scimUrl: string;
  readonly token: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly pid: number;
  /** All that it has written so far. */
  output(): string;
  /** Runs the command line beside it, with the same configuration and data. */
  cli(...args: readonly string[]): Promise<CommandResult>;
  /** No goodbye: what is not durable now is lost. */
  kill9(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the server and waits until `/readyz` says that it can serve. */
export async function startLinkspan(options: LinkspanOptions = {}): Promise<Linkspan> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'linkspan-acceptance-')));
  const port = options.port ?? (await findFreePort());
  const configFile = join(dataFolder, 'linkspan.yaml');
  // JSON is YAML.
  await writeFile(configFile, JSON.stringify({ ...defaults, ...options.config }));
  const env = {
    ...process.env,
    LINKSPAN_CONFIG: configFile,
    LINKSPAN_DATA: dataFolder,
    HOST: '127.0.0.1',
    PORT: String(port),
    ACCEPTANCE_TOKEN: token,
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
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  void ended.then(() => process.off('exit', orphan));

  const url = `http://127.0.0.1:${port}`;
  const running = () => child.exitCode === null && child.signalCode === null;
  await waitUntil(
    async () => {
      if (!running()) throw new Error(`linkspan start ended with ${child.exitCode ?? child.signalCode}:\n${said}`);
      return await fetch(`${url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
    },
    { seconds: 30, describe: () => `linkspan did not become ready:\n${said}\n` },
  );

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (running()) child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    url,
    scimUrl: `${url}/scim/jumpcloud/v2`,
    token,
    dataFolder,
    port,
    pid: child.pid ?? 0,
    output: () => said,
    cli: (...args) => runCli(args, dataFolder, env),
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
      tokens: [{ env: 'ACCEPTANCE_TOKEN' }],
    },
  },
};

function runCli(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [cliFile, ...args],
      { cwd, env, maxBuffer: 2 ** 26 },
      (_error, stdout, stderr) => {
        if (child.exitCode === null) reject(new Error(`linkspan ${args.join(' ')} was ended by a signal:\n${stderr}`));
        else resolve({ status: child.exitCode, stdout, stderr });
      },
    );
  });
}
