import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createMemoryStore, createScimServer, type ScimClient } from '@linkspan/core';
import { createTokens } from './create-tokens.js';
import { departures } from './departures.js';
import { type Answering, type FakeAnswer, type FakeRequest, refuse } from './fake-message.js';
import type { FakeOptions } from './fake-options.js';

/** A SCIM server on a free port of the loopback: core's own over a memory store, with departures on request. */
export interface FakeScim {
  readonly url: string;
  readonly token: string;
  readonly oauth: { readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string };
  /** `GET /Users?filter=…`, decoded, oldest first. */
  readonly requests: readonly string[];
  /** Access tokens that were given out. */
  tokensGiven(): number;
  /** Before the n-th request from now that changes something, somebody else changes the same resource. */
  disturb(times: number): void;
  /** Signed in, with nothing of ours between. */
  ask(method: string, path: string, json?: unknown): Promise<{ readonly status: number; readonly json: unknown }>;
  /** That it was given last, one for each person who has one. */
  passwords(): readonly string[];
  /** Empties it. */
  reset(): void;
  stop(): Promise<void>;
}

const paths = '/scim/v2';

export async function startFakeScim(options: FakeOptions = {}): Promise<FakeScim> {
  const passwords = new Map<string, string>();
  const empty = () => {
    passwords.clear();
    return createScimServer({
      resources: createMemoryStore().resources,
      passwordsOf: () => ({
        applications: ['itself'],
        seal(password, owner) {
          passwords.set(owner, password);
          return 'kept here';
        },
      }),
    });
  };
  let scim = empty();
  const tokens = createTokens(options.oauth);
  const requests: string[] = [];
  let disturbances = 0;
  let url = '';

  const standard: Answering = async (request) => {
    const client: ScimClient = {
      id: 'linkspan',
      directory: 'main',
      baseUrl: url,
      scopes: new Set(['read', 'write']),
      quirks: [],
    };
    const { status, headers, body } = await scim.handle(request, client);
    return { status, headers, ...(body !== undefined && { body: await textOf(body) }) };
  };
  const answering = departures(options).reduceRight<Answering>(
    (next, departure) => (request) => departure(request, next),
    standard,
  );

  /** A change that changes nothing but the version would not count as one. */
  async function changeBehindTheBack(request: FakeRequest): Promise<void> {
    disturbances -= 1;
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    const name = request.path.startsWith('/Groups') ? 'externalId' : 'nickName';
    const body = JSON.stringify({
      schemas,
      Operations: [{ op: 'replace', path: name, value: `other ${disturbances}` }],
    });
    await standard({ ...request, method: 'PATCH', headers: {}, query: new URLSearchParams(), body });
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const target = new URL(incoming.url ?? '/', 'http://localhost');
    const { method = 'GET' } = incoming;
    const body = await textOf(incoming);
    if (target.pathname === '/token') return send(outgoing, tokens.give(incoming.headers.authorization, body));
    const path = target.pathname.slice(paths.length);
    requests.push(`${method} ${decodeURIComponent(path + target.search.replaceAll('+', ' '))}`);
    if (!tokens.accept(incoming.headers.authorization)) return send(outgoing, refuse(401));
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const request = {
      method,
      path,
      query: target.searchParams,
      headers,
      requestId: 'fake',
      ...(body !== '' && { body }),
    };
    if (disturbances > 0 && ['PUT', 'PATCH'].includes(method)) await changeBehindTheBack(request);
    send(outgoing, await answering(request));
  }

  const server = await listen((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  const { port } = server.address() as { port: number };
  url = `http://127.0.0.1:${port}${paths}`;
  return {
    url,
    token: tokens.fixed,
    oauth: { tokenUrl: `http://127.0.0.1:${port}/token`, clientId: tokens.clientId, clientSecret: tokens.clientSecret },
    requests,
    tokensGiven: tokens.given,
    disturb(times) {
      disturbances = times;
    },
    async ask(method, path, json) {
      const [pathname = '', search = ''] = path.split('?');
      const body = json === undefined ? undefined : JSON.stringify(json);
      const query = new URLSearchParams(search);
      const answer = await standard({
        method,
        path: pathname,
        query,
        headers: {},
        requestId: 'test',
        ...(body && { body }),
      });
      return { status: answer.status, json: answer.body ? JSON.parse(answer.body) : undefined };
    },
    passwords: () => [...passwords.values()],
    reset() {
      scim = empty();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: FakeAnswer): void {
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}

async function textOf(body: string | AsyncIterable<string | Buffer>): Promise<string> {
  if (typeof body === 'string') return body;
  let text = '';
  for await (const piece of body) text += piece.toString();
  return text;
}

function listen(serve: (incoming: IncomingMessage, outgoing: ServerResponse) => void): Promise<Server> {
  const server = createServer(serve);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
