import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type ServerOptions } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Address } from '../config/parse-address.js';
import type { Certificate } from '../config/read-certificate.js';
import { answerBrokenRequest } from './answer-broken-request.js';
import { type ConnectionLimits, limitConnections } from './limit-connections.js';
import { refuseExpectation } from './refuse-expectation.js';
import { requireHost } from './require-host.js';

export interface ListenOptions {
  readonly address: Address;
  /** Absent: plain HTTP. */
  readonly certificate?: Certificate;
  readonly timeouts?: Partial<ListenTimeouts>;
  readonly connections?: Partial<ConnectionLimits>;
}

/** Milliseconds. What a caller may take, so that slow ones cannot hold all connections. */
export interface ListenTimeouts {
  /** From the connection to the end of TLS's handshake. */
  readonly handshake: number;
  readonly headers: number;
  readonly request: number;
  /** Longer than a load balancer keeps idle connections (60 s mostly), so that it never writes to one that just closed. */
  readonly keepAlive: number;
  /** How often the others are checked. */
  readonly check: number;
}

export interface Listener {
  /** With the port that was really taken. */
  readonly address: Address;
  /** For connections from now on; does nothing without TLS. */
  useCertificate(certificate: Certificate): void;
  /** Takes no more connections, lets requests in flight end for `patience` milliseconds, then cuts them off. */
  close(patience: number): Promise<void>;
}

const defaults: ListenTimeouts = {
  handshake: 10_000,
  headers: 15_000,
  request: 120_000,
  keepAlive: 65_000,
  check: 5_000,
};
/** An identity provider holds a few connections, a proxy some hundred. */
const connectionDefaults: ConnectionLimits = {
  most: 2_000,
  mostPerSender: 256,
  isProxy: () => false,
  onRefused: () => undefined,
};
/** Bytes of a request's head, the longest filter in it; more is answered 431. */
const maxHeaderSize = 16 * 1024;

/** @throws with what to do, where the address cannot be had. */
export async function listen(handler: RequestListener, options: ListenOptions): Promise<Listener> {
  const { address, certificate } = options;
  const timeouts = { ...defaults, ...options.timeouts };
  const settings: ServerOptions = {
    maxHeaderSize,
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    connectionsCheckingInterval: timeouts.check,
    // We say it ourselves.
    requireHostHeader: false,
  };
  const server = certificate
    ? createHttpsServer({ ...settings, ...certificate, handshakeTimeout: timeouts.handshake }, requireHost(handler))
    : createHttpServer(settings, requireHost(handler));
  limitConnections(server, { ...connectionDefaults, ...options.connections });
  server.on('clientError', answerBrokenRequest);
  server.on('checkExpectation', refuseExpectation);
  server.listen(address.port, address.host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(describeFailure(address, cause), { cause });
  }
  const taken = server.address();
  return {
    address: { ...address, port: typeof taken === 'object' && taken !== null ? taken.port : address.port },
    useCertificate(renewed) {
      if ('setSecureContext' in server) server.setSecureContext(renewed);
    },
    async close(patience) {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      // A connection that was busy when `close` was called becomes idle later.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      const cut = setTimeout(() => server.closeAllConnections(), patience);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}

function describeFailure({ host, port }: Address, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return `port ${port} is taken by another program, perhaps another Linkspan. Stop it, or set PORT or server.listen.`;
  }
  if (code === 'EACCES') {
    return `port ${port} needs rights that this user lacks. Choose one above 1023, with PORT or server.listen.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${host} is no address of this machine. Correct HOST or server.listen.`;
  }
  return `cannot listen on ${host}, port ${port}: ${cause instanceof Error ? cause.message : String(cause)}`;
}
