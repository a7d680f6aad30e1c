import type { DestinationStream } from 'pino';
import { type Certificate, readCertificate } from './config/read-certificate.js';
import { createLog } from './create-log.js';
import type { EventDelivery } from './events/start-event-delivery.js';
import { startHostEvents } from './events/start-host-events.js';
import { gatherLogLines } from './gather-log-lines.js';
import { createRefusedLog } from './http/create-refused-log.js';
import { createTrustsPeer } from './http/create-trusts-peer.js';
import { type Listener, type ListenTimeouts, listen } from './http/listen.js';
import { watchCertificate } from './http/watch-certificate.js';
import { indexDeclaredValues } from './installation/index-declared-values.js';
import { noteRunningServer } from './installation/note-running-server.js';
import { type Housekeeping, startHousekeeping } from './installation/start-housekeeping.js';
import { isDoneWithin } from './is-done-within.js';
import { startHostNotifier } from './notify/start-host-notifier.js';
import type { Notifier, NotifierTimes } from './notify/start-notifier.js';
import { type Host, openHost } from './open-host.js';
import { startReloading } from './reload/start-reloading.js';
import { writeLogLine } from './write-log-line.js';

export interface StartOptions {
  /** Default process.env: LINKSPAN_CONFIG, HOST, PORT, LINKSPAN_DATA, LINKSPAN_KEY, and the secrets that the configuration names. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where `linkspan.yaml` is looked for. Default: the working folder. */
  readonly folder?: string;
  /** Where the log goes. Default stderr; `silent`: nowhere. */
  readonly log?: DestinationStream | 'silent';
  readonly timeouts?: Partial<ListenTimeouts>;
  /** Milliseconds between looks at the certificate's files. Default a minute. */
  readonly certificateInterval?: number;
  /** Milliseconds between looks at the configuration's files, beside what the system tells. Default two seconds. */
  readonly configurationInterval?: number;
  readonly notifierTimes?: Partial<NotifierTimes>;
}

export interface RunningServer {
  /** Where it listens, for callers on this machine; `host.publicUrl()` is what identity providers use. */
  readonly url: string;
  readonly host: Host;
  /** Takes no more connections, lets requests and calls in flight end (10 s at most), closes the database. May be called again. */
  stop(): Promise<void>;
}

/** Milliseconds that requests in flight may take to end, and everything else after them: a database that is gone answers nobody. */
const patience = 10_000;
const lastPatience = 3_000;

/** @throws ConfigurationError, DatabaseError and others whose message says what to do; then nothing is left open. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const { environment = process.env, folder = process.cwd(), timeouts = {} } = options;
  const log =
    options.log === 'silent'
      ? createLog('silent')
      : createLog('info', options.log ?? gatherLogLines((lines) => writeLogLine(2, lines)));
  const host = await openHost({ environment, folder, log });
  let listener: Listener | undefined;
  let housekeeping: Housekeeping | undefined;
  let events: EventDelivery | undefined;
  let certificate: Certificate | undefined;
  const { listen: address } = host.configuration.server;
  const read = () => {
    const { server, folder: home } = host.configuration;
    return server.tls && readCertificate(server.tls, home);
  };
  try {
    const found = read();
    if (found && 'problem' in found) throw new Error(`server.tls ${found.problem.message}`);
    certificate = found;
    await indexDeclaredValues(host.database, host.configuration.types, log);
    const isProxy = createTrustsPeer(() => host.configuration.server.trustProxy);
    const connections = { isProxy, onRefused: createRefusedLog(log) };
    listener = await listen(host.parts.app, { address, timeouts, connections, ...(certificate && { certificate }) });
    host.listensOn(listener.address.port);
    await host.parts.orchestrator.start();
    events = await startHostEvents(host);
    housekeeping = startHousekeeping(host.database, log, () => host.configuration.requests.keep);
  } catch (error) {
    await stop(host, { listener, housekeeping, events });
    throw error;
  }
  const interval = options.certificateInterval;
  const unwatch = watchCertificate({ present: certificate, read, use: listener.useCertificate, log, interval });
  const endReloading = startReloading({
    source: { environment, folder },
    host,
    interval: options.configurationInterval,
  });
  const notifier = startHostNotifier(host, options.notifierTimes);
  const forget = noteRunningServer(host.configuration.dataFolder, host.localUrl());
  host.parts.readiness.enter('ready');
  log.info({ url: host.localUrl(), publicUrl: host.publicUrl() }, 'server started');
  const running = { listener, housekeeping, events, endReloading, notifier };
  let stopped: Promise<void> | undefined;
  return {
    url: host.localUrl(),
    host,
    stop() {
      unwatch();
      forget();
      stopped ??= stop(host, running);
      return stopped;
    },
  };
}

interface Running {
  readonly listener: Listener | undefined;
  readonly housekeeping: Housekeeping | undefined;
  readonly events: EventDelivery | undefined;
  readonly notifier?: Notifier;
  endReloading?(): Promise<void>;
}

async function stop(host: Host, { listener, housekeeping, events, endReloading, notifier }: Running): Promise<void> {
  const { orchestrator, readiness, requestLog, strayLog, useNotes } = host.parts;
  readiness.enter('stopping');
  // A change that is being put in force starts applications, so it comes to its end before they do.
  const ended = Promise.all([endReloading?.(), notifier?.stop()]).then(() => orchestrator.stop());
  await Promise.all([
    listener?.close(patience),
    atMost(patience, ended, host),
    atMost(patience, housekeeping?.stop(), host),
    atMost(patience, events?.stop(), host),
  ]);
  await atMost(lastPatience, Promise.all([requestLog.close(), strayLog.close(), useNotes.close()]), host);
  await atMost(lastPatience, host.close(), host);
  host.log.info('server stopped');
}

/** Ends with the work or without it. */
async function atMost(milliseconds: number, work: Promise<unknown> | undefined, { log }: Host): Promise<void> {
  try {
    if (!(await isDoneWithin(milliseconds, work))) log.warn('something did not end in time and was left');
  } catch (error) {
    log.warn({ err: error }, 'something did not end cleanly');
  }
}
