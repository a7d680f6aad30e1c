import type { DestinationStream } from 'pino';
import { readCertificate } from './config/read-certificate.js';
import { createLog } from './create-log.js';
import { type Listener, type ListenTimeouts, listen } from './http/listen.js';
import { type Housekeeping, startHousekeeping } from './installation/start-housekeeping.js';
import { type Host, openHost } from './open-host.js';

export interface StartOptions {
  /** Default process.env: LINKSPAN_CONFIG, HOST, PORT, LINKSPAN_DATA, LINKSPAN_KEY, and the secrets that the configuration names. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where `linkspan.yaml` is looked for. Default: the working folder. */
  readonly folder?: string;
  /** Where the log goes. Default stderr; `silent`: nowhere. */
  readonly log?: DestinationStream | 'silent';
  readonly timeouts?: Partial<ListenTimeouts>;
}

export interface RunningServer {
  /** Where it listens, for callers on this machine; `host.publicUrl()` is what identity providers use. */
  readonly url: string;
  readonly host: Host;
  /** Takes no more connections, lets requests and calls in flight end (10 s at most), closes the database. May be called again. */
  stop(): Promise<void>;
}

/** Milliseconds that requests in flight may take to end. */
const patience = 10_000;

/** @throws ConfigurationError, DatabaseError and others whose message says what to do; then nothing is left open. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const { environment = process.env, folder = process.cwd(), timeouts = {} } = options;
  const log = options.log === 'silent' ? createLog('silent') : createLog('info', options.log);
  const host = await openHost({ environment, folder, log });
  let listener: Listener | undefined;
  let housekeeping: Housekeeping | undefined;
  try {
    const { server, folder: home } = host.configuration;
    const certificate = server.tls && readCertificate(server.tls, home);
    if (certificate && 'problem' in certificate) throw new Error(`server.tls ${certificate.problem.message}`);
    listener = await listen(host.parts.app, { address: server.listen, timeouts, ...(certificate && { certificate }) });
    host.listensOn(listener.address.port);
    await host.parts.orchestrator.start();
    housekeeping = startHousekeeping(host.database, log);
  } catch (error) {
    await stop(host, { listener, housekeeping });
    throw error;
  }
  host.parts.readiness.enter('ready');
  log.info({ url: host.localUrl(), publicUrl: host.publicUrl() }, 'server started');
  const running = { listener, housekeeping };
  let stopped: Promise<void> | undefined;
  return {
    url: host.localUrl(),
    host,
    stop() {
      stopped ??= stop(host, running);
      return stopped;
    },
  };
}

interface Running {
  readonly listener: Listener | undefined;
  readonly housekeeping: Housekeeping | undefined;
}

async function stop(host: Host, { listener, housekeeping }: Running): Promise<void> {
  const { orchestrator, readiness, requestLog, useNotes } = host.parts;
  readiness.enter('stopping');
  await Promise.all([listener?.close(patience), orchestrator.stop(), housekeeping?.stop()]);
  await requestLog.close();
  await useNotes.close();
  await host.close();
  host.log.info('server stopped');
}
