import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const home = fileURLToPath(new URL('../..', import.meta.url));
const output = join(home, '.vitest', 'dist');
const cli = join(output, 'cli.js');

/** Builds the command line as it is shipped, beside the test's results. Its packages have to be built already. */
export function buildCommandLine(): void {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const args = [join(typescript, 'bin', 'tsc'), '-p', join(home, 'tsconfig.build.json'), '--outDir', output];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout);
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const environmentOf = ({ environment }: Surroundings) => ({ PATH: process.env.PATH, PORT: '0', ...environment });

/** Runs one command to its end, in a process of its own. */
export function runLinkspan(surroundings: Surroundings, ...args: readonly string[]): Promise<Ended> {
  const options = { cwd: surroundings.folder, env: environmentOf(surroundings) };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}

/** A command that goes on until the test ends. */
export function spawnLinkspan(surroundings: Surroundings, ...args: readonly string[]) {
  const options = { cwd: surroundings.folder, env: environmentOf(surroundings), stdio: 'pipe' as const };
  const child = spawn(process.execPath, [cli, ...args], options);
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  child.stdout.on('data', (piece) => {
    stdout += piece;
  });
  return { child, stdout: () => stdout };
}

export interface SpawnedServer {
  readonly url: string;
  readonly child: ChildProcess;
  output(): { readonly stdout: string; readonly stderr: string };
  /** Resolves with the exit code, or the signal's name where it ended by one. */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

/** `linkspan start`, until it serves; ended with the test. */
export async function spawnServer(surroundings: Surroundings): Promise<SpawnedServer> {
  const options = { cwd: surroundings.folder, env: environmentOf(surroundings), stdio: 'pipe' as const };
  const child = spawn(process.execPath, [cli, 'start'], options);
  const exited = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (piece) => {
    stderr += piece;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (piece) => {
      stdout += piece;
      if (/\n {2}3\. .+\n/.test(stdout)) resolve();
    });
    exited.then(() => reject(new Error(`linkspan start ended:\n${stdout}${stderr}`)));
  });
  return {
    url: /serves at (\S+),/.exec(stdout)?.[1] ?? '',
    child,
    output: () => ({ stdout, stderr }),
    async end(signal) {
      child.kill(signal);
      const [code, by] = await exited;
      return code ?? by;
    },
  };
}
