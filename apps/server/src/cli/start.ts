import { setFlagsFromString } from 'node:v8';
import { startServer } from '../main.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { offerFirstToken } from './offer-first-token.js';
import { showWelcome } from './show-welcome.js';
import type { Terminal } from './terminal.js';

/**
 * How much garbage may stand beside what is alive, in per cent of it, before V8 collects. By itself it waits for up to three times as much
 * where the machine has memory.
 */
const garbagePercent = 150;

/** `linkspan start`: serves until SIGTERM, Ctrl-C or the end of its terminal; a second signal ends at once. */
export async function start(terminal: Terminal): Promise<ExitCode> {
  setFlagsFromString(`--heap-growing-percent=${garbagePercent}`);
  const { environment, folder } = terminal;
  const server = await startServer({ environment, folder });
  const ended = untilSignal();
  const firstToken = await offerFirstToken(server.host, terminal);
  showWelcome(server, firstToken, terminal);
  await ended;
  terminal.complain('Stopping: requests in flight may end. Ctrl-C again ends at once.');
  await server.stop();
  return exitCode.ok;
}

function untilSignal(): Promise<void> {
  let stopping = false;
  return new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals) => {
      // A terminal that closes says so twice: by the kernel and by the shell.
      if (stopping && signal !== 'SIGHUP') process.exit(signal === 'SIGINT' ? 130 : 143);
      stopping = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}
