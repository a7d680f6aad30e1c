import { timingSafeEqual } from 'node:crypto';
import { createMemoryStore, createScimServer, type ResourceType, type ScimServer } from '@linkspan/core';
import type { Logger } from 'pino';
import type { Authenticate } from '../authentication/authenticate.js';
import type { Client } from '../connectors/client.js';
import { type DoctorVisit, hashAuthorization, isDoctorName } from './doctor-visit.js';

/** Serves visits: each has a directory in the memory of this process, which no application, figure or journal knows of. */
export interface DoctorWard {
  /** Lets a visit in, as one of these clients under its own name. */
  authenticate(clients: readonly Client[]): Authenticate;
  readonly scim: ScimServer;
  /** Forgets all directories. */
  close(): void;
}

export interface DoctorWardOptions {
  findVisit(name: string): Promise<DoctorVisit | undefined>;
  /** What a directory holds. */
  typesOf(): readonly ResourceType[];
  readonly log: Logger;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

const noHash = Buffer.alloc(32);
const refusal = { status: 401, refused: 'the visit is over, or was never agreed', challenge: 'Bearer' } as const;
const everything = new Set(['read', 'write'] as const);

export function createDoctorWard({ findVisit, typesOf, log, now = Date.now }: DoctorWardOptions): DoctorWard {
  const open = new Map<string, { readonly server: ScimServer; readonly timer: NodeJS.Timeout }>();

  /** Only called for who was let in. */
  function serverOf({ name, until }: DoctorVisit): ScimServer {
    const known = open.get(name);
    if (known) return known.server;
    const server = createScimServer({
      resources: createMemoryStore().resources,
      typesOf,
      log,
      // The endpoint has measured the body.
      limits: { bodyBytes: Number.POSITIVE_INFINITY },
    });
    const timer = setTimeout(() => open.delete(name), Math.max(0, until - now()));
    timer.unref();
    open.set(name, { server, timer });
    return server;
  }

  return {
    authenticate:
      (clients) =>
      async ({ client: name, headers }) => {
        const visit = isDoctorName(name) ? await findVisit(name) : undefined;
        const hash = visit === undefined ? noHash : Buffer.from(visit.hash, 'hex');
        const same = timingSafeEqual(hash, hashAuthorization(headers.authorization ?? ''));
        const client = clients.find((one) => one.name === visit?.client);
        if (visit === undefined || client === undefined || !same || visit.until <= now()) return refusal;
        serverOf(visit);
        return { client: { ...client, name, directory: name, tokens: [] }, scopes: everything };
      },
    scim: {
      handle(request, client) {
        const server = open.get(client.id)?.server;
        if (server === undefined) throw new Error(`${client.id} ended while it was asking`);
        return server.handle(request, client);
      },
    },
    close() {
      for (const { timer } of open.values()) clearTimeout(timer);
      open.clear();
    },
  };
}
