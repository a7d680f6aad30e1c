import { isJsonObject, type Json, type JsonObject } from '../../scim/json.js';
import { at } from './at.js';
import { demand } from './demand.js';
import type { Answer, Exchange } from './exchange.js';
import { listAt } from './list-at.js';
import { NotApplicable } from './not-applicable.js';
import type { Send } from './open-target.js';
import type { Headers, Placed, Probe } from './probe.js';
import type { ServerTraits } from './server-traits.js';
import { shorten } from './shorten.js';

export interface ProbeOptions {
  readonly send: Send;
  readonly server: ServerTraits;
  nextName(): string;
  /** What every user gets beside a name. */
  readonly user: JsonObject;
  /** Refuse whatever would write. */
  readonly readOnly: boolean;
}

export interface TidyProbe extends Probe {
  readonly exchanges: readonly Exchange[];
  /** Deletes what the row put there. The paths of what could not be deleted. */
  tidy(): Promise<readonly string[]>;
}

const mediaType = 'application/scim+json';
const core = (type: string) => `urn:ietf:params:scim:schemas:core:2.0:${type}`;
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export function createProbe({ send, server, nextName, user, readOnly }: ProbeOptions): TidyProbe {
  const exchanges: Exchange[] = [];
  const placed = new Set<string>();

  async function ask(method: string, path: string, body?: Json | string, headers: Headers = {}, bare = false) {
    const writes = method !== 'GET' && method !== 'HEAD' && !path.endsWith('/.search');
    if (readOnly && writes) throw new NotApplicable('it would write, and only reading is allowed');
    const answer = await send(
      {
        method,
        path,
        headers: { accept: mediaType, ...(body !== undefined && { 'content-type': mediaType }), ...headers },
        ...(body !== undefined && { body }),
      },
      { bare },
    );
    exchanges.push({
      request: `${method} ${shorten(path)}`,
      ...(body !== undefined && { body: shorten(typeof body === 'string' ? body : JSON.stringify(body)) }),
      status: answer.status,
      answer: shorten(answer.text),
    });
    note(method, path, answer);
    return answer;
  }

  /** What came to be, also by a request that should have been refused, or through /Bulk. */
  function note(method: string, path: string, { status, headers, json }: Answer): void {
    if (method !== 'POST' || status < 200 || status > 299 || path.includes('.search')) return;
    const operations = listAt(json, 'Operations').filter((one) => at(one, 'method') === 'POST');
    const locations = [headers.location, at(json, 'meta', 'location'), ...operations.map((one) => at(one, 'location'))];
    for (const location of locations) {
      const [, place] = typeof location === 'string' ? (/(\/[^/]+\/[^/]+)\/?$/.exec(location) ?? []) : [];
      if (place !== undefined) placed.add(place);
    }
    const id = at(json, 'id');
    if (typeof id === 'string') placed.add(`${path.split('?')[0]}/${encodeURIComponent(id)}`);
  }

  async function place(endpoint: string, body: JsonObject): Promise<Placed> {
    const answer = await ask('POST', endpoint, body);
    const id = at(answer.json, 'id');
    if (answer.status === 201 && answer.json && typeof id === 'string') return { ...answer.json, id };
    throw new NotApplicable(`what it needs could not be made: POST ${endpoint} was answered ${answer.status}`);
  }

  const probe: TidyProbe = {
    server,
    exchanges,
    name: nextName,
    send: (method, path, body, headers) => ask(method, path, body, headers),
    get: (path, headers) => ask('GET', path, undefined, headers),
    getBare: (path) => ask('GET', path, undefined, {}, true),
    patch: (path, Operations, headers) => ask('PATCH', path, { schemas: [patchOp], Operations }, headers),
    userBody: (attributes = {}) => ({ schemas: [core('User')], userName: nextName(), ...user, ...attributes }),
    groupBody: (attributes = {}) => ({ schemas: [core('Group')], displayName: nextName(), ...attributes }),
    user: (attributes) => place('/Users', probe.userBody(attributes)),
    group: (attributes) => place('/Groups', probe.groupBody(attributes)),
    read: async (path) => demand.document(await ask('GET', path), 200),
    async patched(path, ...operations) {
      demand.status(await probe.patch(path, operations), 200, 204);
      return probe.read(path);
    },
    async find(endpoint, filter) {
      const found = demand.list(await ask('GET', `${endpoint}?filter=${encodeURIComponent(filter)}`));
      return found.filter(isJsonObject).flatMap((one) => at(one, 'id') ?? []);
    },
    async tidy() {
      const left: string[] = [];
      // The newest first: a group before its members.
      for (const path of [...placed].reverse()) {
        const { status } = await send({ method: 'DELETE', path, headers: { accept: mediaType } });
        const isGone = (status >= 200 && status < 300) || status === 404;
        if (!isGone) left.push(path);
      }
      return left;
    },
  };
  return probe;
}
