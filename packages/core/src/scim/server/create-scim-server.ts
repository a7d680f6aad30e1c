import type { ParsedRequest, ScimRequest, ScimResponse } from '../message.js';
import { resourceTypes } from '../resource-types.js';
import { ScimError } from '../scim-error.js';
import type { Tolerate } from '../tolerate.js';
import { applyRequestQuirks, applyResponseQuirks } from './apply-quirks.js';
import { bulkTooLarge } from './bulk/bulk-too-large.js';
import type { Call } from './call.js';
import { createCursors } from './create-cursors.js';
import { createTrace, type OpenTrace } from './create-trace.js';
import { createTurns } from './create-turns.js';
import { defaultLimits } from './default-limits.js';
import { dispatch } from './dispatch.js';
import { findRoute } from './find-route.js';
import { guardStorage } from './guard-storage.js';
import { readBody } from './read-body.js';
import { refuseDeparture } from './refuse-departure.js';
import type { ScimClient } from './scim-client.js';
import { errorResponse } from './scim-response.js';
import type { ScimLimits, ScimServer, ScimServerOptions } from './scim-server.js';
import { createUuidV7 } from './uuid-v7.js';

const withBody = new Set(['POST', 'PUT', 'PATCH']);

export function createScimServer(options: ScimServerOptions): ScimServer {
  const { log, newId = createUuidV7(), typesOf = () => resourceTypes } = options;
  const resources = guardStorage(options.resources, log);
  const inTurn = createTurns();
  const cursors = createCursors(options.cursorKey);

  /** A refusal is an answer; anything else is a mistake of ours, of which the client learns only that it is not its own. */
  function answerError(error: unknown, { requestId, method, path }: ScimRequest, trace: OpenTrace): ScimResponse {
    trace.refuse(error);
    if (error instanceof ScimError) return errorResponse(error);
    log?.error({ error, requestId, method, path }, 'a request failed unexpectedly');
    return errorResponse(
      new ScimError(500, `This server made a mistake. Give its operator the request id ${requestId}.`),
    );
  }

  let known: { readonly given: Partial<ScimLimits> | undefined; readonly limits: ScimLimits } | undefined;

  function presentLimits(): ScimLimits {
    const given = typeof options.limits === 'function' ? options.limits() : options.limits;
    if (known?.given !== given || known === undefined) known = { given, limits: completeLimits(given) };
    return known.limits;
  }

  function readRequest({ method, path, body }: ScimRequest, limits: ScimLimits): Promise<ParsedRequest['body']> {
    if (!withBody.has(method)) return Promise.resolve(undefined);
    if (findRoute(path, [])?.kind !== 'bulk') return readBody(body, limits.bodyBytes);
    return readBody(body, limits.bulkBytes, () => bulkTooLarge('Its body is longer.', limits));
  }

  async function answer(
    { body, ...request }: ScimRequest,
    client: ScimClient,
    trace: OpenTrace,
  ): Promise<ScimResponse> {
    const limits = presentLimits();
    const types = typesOf(client.directory);
    const passwords = options.passwordsOf?.(client.directory);
    const tolerate: Tolerate = (departure, detail) => {
      if (client.strict) throw refuseDeparture(departure, detail);
      trace.tolerate(departure);
    };

    async function perform(parsed: ParsedRequest): Promise<ScimResponse> {
      const understood = applyRequestQuirks(parsed, client, trace.quirks);
      const call: Call = {
        request: understood,
        client,
        actor: `client:${client.id}`,
        now: () => new Date().toISOString(),
        types,
        eventUris: () => options.eventUrisOf?.(client.directory) ?? [],
        scope: { directory: client.directory, client: client.id },
        resources,
        limits,
        cursors,
        newId,
        committed: () => options.onCommit?.(),
        ...(passwords && { passwords }),
        inTurn,
        ignore: trace.ignore,
        decide: trace.decide,
        note: trace.note,
        tolerate,
      };
      const response = await dispatch(call, perform).catch((error: unknown) => answerError(error, request, trace));
      return applyResponseQuirks(response, understood, client, trace.quirks);
    }

    const parsed: ParsedRequest = {
      ...request,
      // RFC 9110 §9.3.2: as a GET; the body is left out at the end.
      method: request.method === 'HEAD' ? 'GET' : request.method,
      body: await readRequest({ ...request, body }, limits),
    };
    return perform(parsed);
  }

  return {
    async handle(request, client) {
      const trace = createTrace();
      const response = await answer(request, client, trace).catch((error: unknown) =>
        answerError(error, request, trace),
      );
      const { body, ...head } = response;
      return {
        ...head,
        ...(body !== undefined && request.method !== 'HEAD' && { body }),
        trace: trace.read(request.method, response.status),
      };
    },
  };
}

function completeLimits(given: Partial<ScimLimits> | undefined): ScimLimits {
  const asked = { ...defaultLimits, ...given };
  return { ...asked, bulkBytes: Math.min(asked.bulkBytes, asked.bodyBytes) };
}
