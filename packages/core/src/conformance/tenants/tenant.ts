import assert from 'node:assert/strict';
import type { JsonObject } from '../../scim/json.js';
import type { ScimServer } from '../../scim/server/scim-server.js';
import type { Scope } from '../../store/resource.js';

export interface TenantRequest {
  readonly method: string;
  /** With the query, as a client would write it. */
  readonly target: string;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TenantAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A directory and its one client, which has the same name everywhere: the directory alone keeps tenants apart. */
export interface Tenant {
  readonly scope: Scope;
  readonly baseUrl: string;
  ask(request: TenantRequest): Promise<TenantAnswer>;
  /** What the answer to a POST is called. */
  create(endpoint: '/Users' | '/Groups', body: JsonObject): Promise<string>;
}

export function createTenant(server: ScimServer, directory: string): Tenant {
  const scope = { directory, client: 'idp' };
  const baseUrl = `https://hub.example.com/scim/${directory}/v2`;

  async function ask({ method, target, body, headers = {} }: TenantRequest): Promise<TenantAnswer> {
    const [path = '', query = ''] = target.split(/\?(.*)/s);
    const answer = await server.handle(
      {
        method,
        path,
        query: new URLSearchParams(query),
        headers,
        requestId: 'request-1',
        ...(body && { body: JSON.stringify(body) }),
      },
      { id: scope.client, directory, baseUrl, scopes: new Set(['read', 'write']), quirks: [] },
    );
    let text = '';
    for await (const piece of answer.body ?? []) text += piece;
    return { status: answer.status, headers: answer.headers, text };
  }

  return {
    scope,
    baseUrl,
    ask,
    async create(endpoint, body) {
      const { status, text } = await ask({ method: 'POST', target: endpoint, body });
      assert.equal(status, 201, text);
      return String(JSON.parse(text).id);
    },
  };
}
