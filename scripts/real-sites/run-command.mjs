import { spawn } from 'node:child_process';

/** Runs a program to its end and resolves with its standard output; rejects with what it said where it failed. */
export function runCommand(command, args, { input, env, cwd, output } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['pipe', output ?? 'pipe', 'pipe'],
    });
    const out = [];
    const complaints = [];
    child.stdout?.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => complaints.push(chunk));
    // A program that ends without reading its input closes the pipe; its exit code says the rest.
    child.stdin.on('error', () => {});
    child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      const text = Buffer.concat(out).toString();
      if (code === 0) resolve(text);
      else
        reject(
          new Error(`${command} ended with ${code}: ${Buffer.concat(complaints).toString().trim() || text.trim()}`),
        );
    });
    child.stdin.end(input ?? '');
  });
}
