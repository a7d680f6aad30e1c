import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.js';
import type { eventDatabases } from './event-databases.js';
import { issuer } from './verify-set.js';

type Json = Readonly<Record<string, unknown>>;

export interface EventServer extends TestServer {
  /** POST, PATCH, PUT or DELETE; rejects where it is refused. */
  send(method: string, path: string, body?: Json): Promise<Json & { readonly id: string }>;
  addUser(userName: string, more?: Json): Promise<string>;
  patch(path: string, ...operations: readonly Json[]): Promise<void>;
  /** Another server on what this one left, after it was stopped. */
  restart(): Promise<EventServer>;
  /** A second server on the same PostgreSQL. */
  join(): Promise<EventServer>;
}

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** A server with these receivers, on a database of its own. */
export async function startEventServer(
  make: (typeof eventDatabases)[number][1],
  events: Json,
  options: { readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<EventServer> {
  const place = await make();
  onTestFinished(place.remove);
  const start = async (from?: string): Promise<EventServer> => {
    const server = await startTestServer(
      {
        server: { publicUrl: issuer },
        clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }] } },
        events,
        ...place.configuration,
      },
      {
        environment: {
          PUSH_TOKEN: 'push-token-of-the-tests',
          POLL_TOKEN: pollToken,
          ...place.environment,
          ...options.environment,
        },
        prepare: (folder) => {
          if (from !== undefined && existsSync(join(from, 'data')))
            cpSync(join(from, 'data'), join(folder, 'data'), { recursive: true });
        },
      },
    );
    const send: EventServer['send'] = async (method, path, body) => {
      const response = await server.call(path, {
        method,
        headers: { 'content-type': 'application/scim+json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? { id: '' } : JSON.parse(text);
    };
    return {
      ...server,
      send,
      addUser: async (userName, more = {}) =>
        (await send('POST', '/Users', { schemas: [userSchema], userName, active: true, ...more })).id,
      async patch(path, ...Operations) {
        await send('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });
      },
      async restart() {
        await server.stop();
        return start(server.folder);
      },
      join: () => start(server.folder),
    };
  };
  return start();
}

export const pollToken = 'poll-token-of-the-tests-0123456789';
