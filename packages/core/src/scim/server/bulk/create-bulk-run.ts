import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import type { ParsedRequest, ScimResponse } from '../../message.js';
import { invalidValue, ScimError } from '../../scim-error.js';
import type { Call } from '../call.js';
import { messageSchemas } from '../message-schemas.js';
import { errorResponse } from '../scim-response.js';
import type { BulkOperation } from './bulk-operation.js';
import { deferReferences } from './defer-references.js';
import { readBulkMethod } from './read-bulk-method.js';
import { type IdOf, replaceBulkIds, replaceInPath } from './replace-bulk-ids.js';
import { requirePlainPath } from './require-plain-path.js';
import { toPlainRequest } from './to-plain-request.js';

/** Answers a request as if it had come alone. */
export type Perform = (request: ParsedRequest) => Promise<ScimResponse>;

export interface BulkOutcome {
  /** Without bulkIds, where they are known. */
  readonly path: string;
  readonly response: ScimResponse;
}

/** A created resource that does not yet refer to whom it shall. */
interface Incomplete {
  readonly operation: BulkOperation;
  readonly path: string;
  readonly later: readonly JsonObject[];
}

/**
 * Does operations one after the other. Whom one refers to is created before it, wherever in the request that stands; of those who refer to
 * each other one is created without the reference, and gets it afterwards.
 */
export function createBulkRun(call: Call, operations: readonly BulkOperation[], perform: Perform) {
  const outcomes = new Map<BulkOperation, BulkOutcome>();
  const creators = new Map(
    operations.flatMap((operation) =>
      operation.method.toUpperCase() === 'POST' && operation.bulkId !== undefined
        ? [[operation.bulkId, operation] as const]
        : [],
    ),
  );
  const ids = new Map<string, string>();
  const running = new Set<BulkOperation>();
  let incomplete: Incomplete[] = [];
  const end = performance.now() + call.limits.bulkMilliseconds;

  const idOf: IdOf = (bulkId) => {
    const id = ids.get(bulkId);
    if (id !== undefined) return id;
    if (creators.has(bulkId)) {
      const detail = `The bulkId ${JSON.stringify(bulkId)} was not created, so nothing can refer to it. See what its own operation was answered.`;
      throw new ScimError(409, detail);
    }
    throw invalidValue(
      `The bulkId ${JSON.stringify(bulkId)} is unknown: no POST of this request has it. Add one, or send the id.`,
    );
  };

  /** Up to the first that cannot be: nothing will refer to the others then. */
  async function createReferred({ path, data = null }: BulkOperation): Promise<void> {
    for (const bulkId of listBulkIds(path, data)) {
      const creator = creators.get(bulkId);
      if (creator === undefined || running.has(creator)) continue;
      if (!outcomes.has(creator)) await run(creator);
      if (!ids.has(bulkId)) return;
    }
  }

  async function attempt(operation: BulkOperation): Promise<BulkOutcome> {
    const method = readBulkMethod(call, operation);
    await createReferred(operation);
    const path = replaceInPath(operation.path, idOf);
    requirePlainPath(call, path);
    const isPending = (bulkId: string) => {
      const creator = creators.get(bulkId);
      return creator !== undefined && running.has(creator);
    };
    const { data, later } =
      method === 'POST' && operation.data !== undefined
        ? deferReferences(operation.data, isPending)
        : { data: operation.data, later: [] };
    const response = await perform(
      toPlainRequest(
        call,
        method,
        path,
        operation.version,
        data === undefined ? undefined : replaceBulkIds(data, idOf),
      ),
    );
    const location = response.headers['Location'];
    if (method !== 'POST' || response.status !== 201 || location === undefined) return { path, response };
    const [id = ''] = location.split('/').slice(-1);
    const [place = ''] = path.split('?');
    if (operation.bulkId !== undefined) ids.set(operation.bulkId, decodeURIComponent(id));
    if (later.length > 0) incomplete.push({ operation, path: `${place}/${id}`, later });
    return { path, response };
  }

  async function run(operation: BulkOperation): Promise<void> {
    running.add(operation);
    try {
      if (performance.now() >= end) throw tooSlow();
      outcomes.set(operation, await attempt(operation));
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      outcomes.set(operation, { path: operation.path, response: errorResponse(error) });
    } finally {
      running.delete(operation);
    }
  }

  /** Everybody is there by now who can be. */
  async function complete({ operation, path, later }: Incomplete): Promise<void> {
    const created = outcomes.get(operation)?.response;
    try {
      const Operations = replaceBulkIds([...later], idOf);
      const body = { schemas: [messageSchemas.patchOp], Operations };
      const response = await perform(toPlainRequest(call, 'PATCH', path, undefined, body));
      if (response.status >= 400) throw new ScimError(409, detailOf(response));
      const headers = { ...created?.headers, ...response.headers };
      outcomes.set(operation, { path, response: { status: created?.status ?? 201, headers } });
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      const detail = `It was created as ${path}, but what it refers to could not be added: ${error.message}`;
      const location = created?.headers['Location'];
      const headers = location === undefined ? {} : { Location: location };
      outcomes.set(operation, { path, response: errorResponse(new ScimError(409, detail), headers) });
    }
  }

  return {
    outcomes: outcomes as ReadonlyMap<BulkOperation, BulkOutcome>,
    /** Never rejects for what is wrong with an operation. */
    async perform(operation: BulkOperation): Promise<void> {
      if (!outcomes.has(operation)) await run(operation);
      const waiting = incomplete;
      incomplete = [];
      for (const one of waiting) await complete(one);
    },
  };
}

/** A request of a few megabytes can be work for hours. */
function tooSlow(): ScimError {
  return new ScimError(
    503,
    'The bulk request took too long, and this was not begun. Send it again, with fewer others.',
  );
}

function listBulkIds(path: string, data: Json): ReadonlySet<string> {
  const found = new Set<string>();
  const note: IdOf = (bulkId) => {
    found.add(bulkId);
    return bulkId;
  };
  replaceInPath(path, note);
  replaceBulkIds(data, note);
  return found;
}

function detailOf({ body }: ScimResponse): string {
  const document: unknown = typeof body === 'string' ? JSON.parse(body) : undefined;
  return isJsonObject(document) && typeof document['detail'] === 'string' ? document['detail'] : 'it was refused';
}
