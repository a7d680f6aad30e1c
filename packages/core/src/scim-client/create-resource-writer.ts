import type { HttpResponse } from '../connector/http-client.js';
import type { JsonObject } from '../scim/json.js';
import type { ScimApi, ScimCall } from './create-scim-api.js';
import { type PatchOperation, patchMessage } from './patch-message.js';
import { readScimDocument, type ScimDocument } from './scim-document.js';
import type { ServerDescription } from './server-description.js';
import { wholeResource } from './whole-resource.js';

/** One change, in both of the forms that there are. */
export interface Write {
  readonly id: string;
  /** "change a user" */
  readonly to: string;
  readonly operations: readonly PatchOperation[];
  /** `patch`: never in the other form. */
  readonly form?: 'patch';
  /** The resource as it should be, made of what it is. */
  whole(before: JsonObject): JsonObject;
}

interface Surroundings {
  readonly schema: string;
  describe(signal: AbortSignal): Promise<ServerDescription>;
  /** All of it. */
  read(id: string, signal: AbortSignal, query?: Record<string, string>): Promise<ScimDocument>;
}

/** Others write, too; so often in a row is no chance. */
const mostConflicts = 4;

/**
 * PATCH where the server can, else the resource is read, changed and put back whole. What was read has a version: the PUT names it
 * (If-Match), and where somebody else was faster (412) it is read again. A PATCH names what it changes and leaves the rest alone, so it names a
 * version only where the server insists on one (412, 428). Resolves with what the answer shows, or undefined where that is nothing.
 */
export function createResourceWriter(api: ScimApi, { schema, describe, read }: Surroundings) {
  let patchRefused = false;

  async function byPatch(
    path: string,
    { id, operations, to }: Write,
    signal: AbortSignal,
  ): Promise<HttpResponse | undefined> {
    const call: ScimCall = { method: 'PATCH', path, json: patchMessage(operations), to };
    let answer = await api.send(call, signal);
    for (let attempt = 1; attempt < mostConflicts && [412, 428].includes(answer.status); attempt += 1) {
      const { version } = await read(id, signal);
      if (version === undefined) break;
      answer = await api.send({ ...call, headers: { 'if-match': version } }, signal);
    }
    if (api.traits.update === 'discover' && [405, 501].includes(answer.status)) {
      patchRefused = true;
      return undefined;
    }
    return accepted(call, answer);
  }

  async function byPut(path: string, { id, whole, to }: Write, signal: AbortSignal): Promise<HttpResponse> {
    for (let attempt = 1; ; attempt += 1) {
      const { attributes, version } = await read(id, signal, {});
      const headers = version === undefined ? undefined : { 'if-match': version };
      const json = wholeResource(whole(withoutPassword(attributes)), schema);
      const call: ScimCall = { method: 'PUT', path, json, to, ...(headers && { headers }) };
      const answer = await api.send(call, signal);
      if (answer.status !== 412 || version === undefined || attempt === mostConflicts) return accepted(call, answer);
    }
  }

  function accepted(call: ScimCall, answer: HttpResponse): HttpResponse {
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw api.refusal(call, answer);
  }

  async function patches({ form }: Write, signal: AbortSignal): Promise<boolean> {
    if (form === 'patch') return true;
    if (api.traits.update !== 'discover') return api.traits.update === 'patch';
    return !patchRefused && (await describe(signal)).patch;
  }

  return async (path: string, write: Write, signal: AbortSignal): Promise<ScimDocument | undefined> => {
    const patched = (await patches(write, signal)) ? await byPatch(path, write, signal) : undefined;
    const answer = patched ?? (await byPut(path, write, signal));
    const document = api.traits.answers === 'echo' ? undefined : readScimDocument(answer.json, answer.headers.etag);
    return document?.id === write.id ? document : undefined;
  };
}

/** A server that shows one, or a hash of it, would take that for a new one: only what is set now goes there. */
function withoutPassword(attributes: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => name.toLowerCase() !== 'password'));
}
