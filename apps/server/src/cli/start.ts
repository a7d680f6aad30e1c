import { startServer } from '../main.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { offerFirstToken } from './offer-first-token.js';
import { showWelcome } from './show-welcome.js';
import type { Terminal } from './terminal.js';

/** `linkspan start`: serves until SIGTERM or Ctrl-C; a second one ends at once. */
export async function start(terminal: Terminal): Promise<ExitCode> {
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
      if (stopping) process.exit(signal === 'SIGINT' ? 130 : 143);
      stopping = true;
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
