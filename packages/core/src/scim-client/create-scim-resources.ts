import type { Account, AccountRef, Change, Page } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { HttpRequest, HttpResponse } from '../connector/http-client.js';
import type { JsonObject } from '../scim/json.js';
import { createKnownFields } from './create-known-fields.js';
import { createLookUp, type LookUp } from './create-look-up.js';
import { createResourceWriter, type Write } from './create-resource-writer.js';
import type { ScimApi, ScimCall } from './create-scim-api.js';
import { describeServer } from './describe-server.js';
import { isNotFound } from './is-not-found.js';
import { fieldOperations } from './patch-message.js';
import { readPage } from './read-page.js';
import { readScimDocument, type ScimDocument } from './scim-document.js';
import type { ScimResourceOptions } from './scim-resource-options.js';
import type { ServerDescription } from './server-description.js';
import { toScimAccount } from './to-scim-account.js';
import { wholeResource } from './whole-resource.js';
import { writeFields } from './write-fields.js';

interface Kind extends ScimResourceOptions {
  readonly endpoint: string;
  /** "user" */
  readonly word: string;
  /** The URN of its schema. */
  readonly schema: string;
  /** What an answer need not have, where a query may say so. */
  readonly without?: string;
}

/** What users and groups of a server have in common. */
export interface ScimResources {
  readonly lookUp: LookUp;
  describe(signal: AbortSignal): Promise<ServerDescription>;
  pathOf(id: string): string;
  read(id: string, signal: AbortSignal): Promise<ScimDocument>;
  list(cursor: string | undefined, signal: AbortSignal): Promise<Page<Account>>;
  find(remote: string, value: unknown, signal: AbortSignal): Promise<Account | undefined>;
  create(fields: Account['fields'], more: JsonObject, signal: AbortSignal): Promise<Account>;
  /** Of fields alone. */
  update(ref: AccountRef, change: Change, signal: AbortSignal): Promise<Account>;
  write(write: Write, signal: AbortSignal): Promise<Account>;
  remove(id: string, signal: AbortSignal): Promise<Account | undefined>;
  get(id: string, signal: AbortSignal): Promise<Account>;
}

export function createScimResources(api: ScimApi, kind: Kind): ScimResources {
  const { endpoint, word, rules, without, placeOf = (remote) => remote } = kind;
  const itemQuery = api.traits.itemQuery && without !== undefined ? { excludedAttributes: without } : undefined;
  const listed = {
    endpoint,
    to: `list ${word}s`,
    ...(without !== undefined && { query: { excludedAttributes: without } }),
  };
  const byCursor = async (signal: AbortSignal) =>
    api.traits.paging === 'discover' ? (await describe(signal)).cursor : api.traits.paging === 'cursor';
  const lookUp = createLookUp(api, listed, byCursor);
  const writer = createResourceWriter(api, { schema: kind.schema, describe, read });
  const places = rules.rules.flatMap(({ remote }) => placeOf(remote) ?? []);
  const known = createKnownFields(api, kind.schema, places);
  let described: ServerDescription | undefined;

  async function describe(signal: AbortSignal): Promise<ServerDescription> {
    described ??= await describeServer(api, signal);
    return described;
  }

  function pathOf(id: string): string {
    return `${endpoint}/${encodeURIComponent(id)}`;
  }

  async function read(id: string, signal: AbortSignal, query: HttpRequest['query'] = itemQuery): Promise<ScimDocument> {
    const call: ScimCall = { method: 'GET', path: pathOf(id), to: `show a ${word}`, ...(query && { query }) };
    const answer = await api.call(call, signal);
    const document = documentIn(answer);
    if (document?.id === id) return document;
    throw new ConnectorError('unavailable', `${api.name}: could not show a ${word}, the answer is not that ${word}.`);
  }

  async function toAccount(document: ScimDocument, signal: AbortSignal): Promise<Account> {
    await known.learn(signal);
    known.see(document.attributes);
    return toScimAccount(document, kind, known);
  }

  async function get(id: string, signal: AbortSignal): Promise<Account> {
    return toAccount(await read(id, signal), signal);
  }

  function placed(remote: string): string {
    const place = placeOf(remote);
    if (place !== undefined) return place;
    const text = `${api.name}: this server has no place for ${remote}. Take it out of the mapping.`;
    throw new ConnectorError('unsupported', text, { field: remote });
  }

  function placedChange({ set, cleared }: Pick<Change, 'set' | 'cleared'>): Pick<Change, 'set' | 'cleared'> {
    return {
      set: Object.fromEntries(Object.entries(set).map(([remote, value]) => [placed(remote), value])),
      cleared: cleared.map(placed),
    };
  }

  async function write(wanted: Write, signal: AbortSignal): Promise<Account> {
    const answer = await writer(pathOf(wanted.id), wanted, signal);
    return toAccount(answer ?? (await read(wanted.id, signal)), signal);
  }

  return {
    lookUp,
    describe,
    pathOf,
    read,
    get,
    write,
    async list(cursor, signal) {
      const page = await readPage(api, listed, cursor, await byCursor(signal), signal);
      await known.learn(signal);
      for (const { attributes } of page.items) known.see(attributes);
      return { ...page, items: page.items.map((document) => toScimAccount(document, kind, known)) };
    },
    async find(remote, value, signal) {
      const rule = rules.rules.find((one) => one.remote === remote) ?? { remote };
      const found = await lookUp.find(placed(remote), rule, value, signal);
      return found && toAccount(found, signal);
    },
    async create(fields, more, signal) {
      const body = writeFields(more, placedChange({ set: fields, cleared: [] }));
      const json = wholeResource(body, kind.schema);
      const call = { method: 'POST', path: endpoint, json, to: `create a ${word}` } as const;
      const answer = await api.call(call, signal);
      const id = documentIn(answer)?.id ?? idIn(answer.headers.location, endpoint);
      if (id === undefined) {
        const text = `${api.name}: a ${word} was created, but the answer does not say which. It is looked for.`;
        throw new ConnectorError('unavailable', text, { outcomeUnknown: true });
      }
      // Read back, whatever the answer shows: a moment that the server stores less exactly than it answers would be another identity.
      return get(id, signal).catch(afterWrite);
    },
    async update({ id }, change, signal) {
      const wanted = placedChange(change);
      if (Object.keys(wanted.set).length + wanted.cleared.length === 0) return get(id, signal);
      const whole = (before: JsonObject) => writeFields(before, wanted);
      return write({ id, to: `change a ${word}`, operations: fieldOperations(wanted), whole }, signal);
    },
    async remove(id, signal) {
      const call = { method: 'DELETE', path: pathOf(id), to: `delete a ${word}` } as const;
      const answer = await api.send(call, signal);
      if (answer.status >= 300 || answer.status < 200) {
        const refusal = api.refusal(call, answer);
        if (isNotFound(refusal)) return undefined;
        throw refusal;
      }
      // Some only deactivate, and some say that they have done what they have not.
      return get(id, signal).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        return afterWrite(error);
      });
    },
  };
}

function documentIn({ json, headers }: HttpResponse): ScimDocument | undefined {
  return readScimDocument(json, headers.etag);
}

function idIn(location: string | undefined, endpoint: string): string | undefined {
  const [, id] = new RegExp(`${endpoint}/([^/?#]+)$`).exec(location ?? '') ?? [];
  return id === undefined || !/^([^%]|%[\da-f]{2})*$/i.test(id) ? undefined : decodeURIComponent(id);
}

/** What fails once a write is done leaves its outcome open: nothing of it is a no to what was sent. */
function afterWrite(error: unknown): never {
  if (!ConnectorError.is(error)) throw error;
  const { message, retryAfter } = error;
  const wait = retryAfter === undefined ? {} : { retryAfter };
  throw new ConnectorError('unavailable', message, { ...wait, outcomeUnknown: true, cause: error });
}
