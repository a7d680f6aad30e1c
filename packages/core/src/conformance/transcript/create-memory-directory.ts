import type { ConnectorModule } from '../../connector/connector.js';
import type { ScimRequest, ScimResponse } from '../../scim/message.js';
import { ScimError } from '../../scim/scim-error.js';
import { createScimServer } from '../../scim/server/create-scim-server.js';
import { errorResponse } from '../../scim/server/scim-response.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { SendTranscript } from './transcript-call.js';

/**
 * An empty directory in memory that a vendor pushes to, with its quirks, for a connector's own tests. As a host does it refuses what
 * comes with an `authorization` that is not the sender's.
 */
export function createMemoryDirectory({ name, inbound = [] }: Pick<ConnectorModule, 'name' | 'inbound'>) {
  const store = createMemoryStore();
  const server = createScimServer({ resources: store.resources });
  const client = {
    id: name,
    directory: 'main',
    baseUrl: `https://hub.example.com/scim/${name}/v2`,
    scopes: new Set(['read', 'write'] as const),
    quirks: inbound,
  };
  const refused = errorResponse(new ScimError(401, 'The token was refused.'), { 'WWW-Authenticate': 'Bearer' });
  /** The quirks that have changed something. */
  const applied = new Set<string>();

  async function serve(request: Omit<ScimRequest, 'body'>, body: string | undefined): Promise<ScimResponse> {
    const { trace, ...answer } = await server.handle({ ...request, ...(body !== undefined && { body }) }, client);
    for (const quirk of trace.quirks) applied.add(quirk);
    return answer;
  }

  const send: SendTranscript = async ({ method, target, headers, body }) => {
    const [path = '', query] = target.split(/\?(.*)/s);
    const request = { method, path, query: new URLSearchParams(query), headers, requestId: 'transcript' };
    const answer = headers['authorization'] === undefined ? await serve(request, body) : refused;
    let text = '';
    for await (const piece of answer.body ?? []) text += piece;
    const lowerCased = Object.entries(answer.headers).map(([key, value]) => [key.toLowerCase(), value]);
    return { status: answer.status, headers: Object.fromEntries(lowerCased), body: text };
  };
  return { send, store, applied };
}
