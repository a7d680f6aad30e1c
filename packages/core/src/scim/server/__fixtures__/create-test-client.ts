import { createMemoryStore } from '../../../store/memory/create-memory-store.js';
import type { Commit, LivingResources } from '../../../store/resource-store.js';
import type { Store } from '../../../store/store.js';
import type { Json } from '../../json.js';
import { createScimServer } from '../create-scim-server.js';
import type { ScimClient } from '../scim-client.js';
import type { ScimAnswer, ScimServerOptions } from '../scim-server.js';

export const baseUrl = 'https://hub.example.com/scim/idp/v2';

/** Whatever an answer may hold: a resource, a list, an error. A name that is read and absent fails the test that reads it. */
export interface TestDocument {
  readonly id: string;
  readonly meta: { readonly created: string; readonly location: string };
  readonly members: readonly { readonly value: string }[];
  readonly groups: readonly object[];
  readonly Resources: readonly TestDocument[];
  readonly totalResults: number;
  readonly status: string;
  readonly scimType: string;
  readonly detail: string;
  readonly [name: string]: unknown;
}

export interface TestAnswer extends ScimAnswer {
  /** The body whole; empty where there is none. */
  readonly text: string;
  /** The body parsed; without anything in it where there is none. */
  readonly json: TestDocument;
}

interface TestClientOptions extends Partial<Omit<ScimServerOptions, 'resources'>> {
  /** Stands between the server and the memory store, for faults. */
  wrap?(resources: LivingResources): LivingResources;
  readonly client?: Partial<ScimClient>;
  /** To share one between clients. */
  readonly store?: Store;
}

/** A server over a memory store, and a client of it. Ids are `0001`, `0002`, … in the order of creation. */
export function createTestClient({
  wrap = (resources) => resources,
  store = createMemoryStore(),
  client,
  ...options
}: TestClientOptions = {}) {
  const commits: Commit[] = [];
  const reads: string[] = [];
  const errors: string[] = [];
  let ids = 0;
  let hints = 0;
  const spied: LivingResources = {
    ...store.resources,
    listMembers: (...parameters) => (reads.push('members'), store.resources.listMembers(...parameters)),
    listEffectiveGroups: (...parameters) => (reads.push('groups'), store.resources.listEffectiveGroups(...parameters)),
    commit: (commit) => (commits.push(commit), store.resources.commit(commit)),
  };
  const server = createScimServer({
    resources: wrap(spied),
    newId: () => String((ids += 1)).padStart(4, '0'),
    onCommit: () => (hints += 1),
    log: { error: (data, message) => errors.push(`${message} ${Object.values(data).join(' ')}`) },
    ...options,
  });

  function handle(
    method: string,
    target: string,
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<ScimAnswer> {
    const [path = '', query] = target.split(/\?(.*)/s);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return server.handle(
      {
        method,
        path,
        query: new URLSearchParams(query),
        headers,
        requestId: 'request-1',
        ...(body !== undefined && { body: text }),
      },
      { id: 'idp', directory: 'main', baseUrl, scopes: new Set(['read', 'write']), quirks: [], ...client },
    );
  }

  async function send(...request: Parameters<typeof handle>): Promise<TestAnswer> {
    const answer = await handle(...request);
    let text = '';
    for await (const piece of answer.body ?? []) text += piece;
    return { ...answer, text, json: JSON.parse(text || '{}') };
  }

  return { handle, send, store, commits, reads, errors, hints: () => hints };
}

export const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export function user(userName: string, attributes: Record<string, Json> = {}): Json {
  return { schemas: [coreUser], userName, ...attributes };
}

export function group(displayName: string, ...members: readonly string[]): Json {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    ...(members.length > 0 && { members: members.map((value) => ({ value })) }),
  };
}

export function patch(...operations: readonly Json[]): Json {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
}
