import type { Server } from 'node:http';
import express from 'express';
import SCIMMYRouters from 'scimmy-routers';
import type { ScimmyState } from './scimmy-state.js';
import { serveScimmy } from './serve-scimmy.js';

export interface ScimmySite {
  readonly url: string;
  readonly token: string;
  readonly state: ScimmyState;
  /** `PATCH /Groups/1`, oldest first, since this was called last. */
  takeWrites(): readonly string[];
  reset(): void;
  stop(): Promise<void>;
}

/** scimmy-routers on Express, a SCIM server that we did not write. One in a process: SCIMMY is one of a kind. */
export async function startScimmy(): Promise<ScimmySite> {
  const token = 'scimmy-token';
  const state: ScimmyState = { users: new Map(), groups: new Map() };
  const writes: string[] = [];
  serveScimmy(state);
  const app = express();
  app.use((request, _, next) => {
    if (request.method !== 'GET') writes.push(`${request.method} ${request.path.replace('/scim/v2', '')}`);
    next();
  });
  app.use(
    '/scim/v2',
    new SCIMMYRouters({
      type: 'bearer',
      handler(request) {
        if (request.header('authorization') !== `Bearer ${token}`) throw new Error('wrong token');
        return 'linkspan';
      },
    }),
  );
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/scim/v2`,
    token,
    state,
    takeWrites: () => writes.splice(0),
    reset() {
      state.users.clear();
      state.groups.clear();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
