import type { ResourceRecord, Scope } from '../../store/resource.js';
import type { Commit, LivingResources } from '../../store/resource-store.js';
import { applyPatch } from '../apply-patch.js';
import type { Json, JsonObject } from '../json.js';
import type { ParsedRequest } from '../message.js';
import { resourceTypes } from '../resource-types.js';
import type { ResourceType } from '../schema.js';
import { tolerateAll } from '../tolerate-all.js';
import type { Call } from './call.js';
import { commitChange, commitNew } from './commit-resource.js';
import { createCursors } from './create-cursors.js';
import { createTurns } from './create-turns.js';
import { defaultLimits } from './default-limits.js';
import { guardStorage } from './guard-storage.js';
import { messageSchemas } from './message-schemas.js';
import { createUuidV7 } from './uuid-v7.js';

/** Who writes into a directory without being a client: an application whose changes come back. */
export interface Writer {
  /** `application:intranet`. */
  readonly actor: string;
  /** `client`: who owns what is made, and whose externalId is written. */
  readonly scope: Scope;
  readonly requestId: string;
}

/**
 * The directory, written by the rules that hold for identity providers: schemas, uniqueness, marks, history. Operations are those of
 * RFC 7644 §3.5.2. All reject with the `ScimError` that a client would be answered.
 */
export interface DirectoryWriter {
  /** `version`: only if the resource is still at that one, else 412. */
  patch(
    writer: Writer,
    resource: { readonly type: string; readonly id: string; readonly version?: number },
    operations: readonly JsonObject[],
  ): Promise<ResourceRecord>;
  create(
    writer: Writer,
    type: string,
    operations: readonly JsonObject[],
    made: { readonly externalId?: string; readonly link?: NonNullable<Commit['link']> },
  ): Promise<ResourceRecord>;
  remove(
    writer: Writer,
    resource: { readonly type: string; readonly id: string; readonly version?: number },
  ): Promise<void>;
}

export function createDirectoryWriter({
  resources,
  types = resourceTypes,
  committed,
}: {
  readonly resources: LivingResources;
  /** What the directories that it writes hold. Default: `resourceTypes`. */
  readonly types?: readonly ResourceType[];
  /** Called after every commit that changed something. */
  committed(): void;
}): DirectoryWriter {
  const guarded = guardStorage(resources, undefined);
  const inTurn = createTurns();
  const newId = createUuidV7();
  const cursors = createCursors();

  function typeOf(name: string): ResourceType {
    const type = types.find((one) => one.name === name);
    if (type === undefined) throw new Error(`there is no resource type "${name}"`);
    return type;
  }

  function callOf({ actor, scope, requestId }: Writer, method: string, version?: number): Call {
    const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `W/"${version}"` };
    const request: ParsedRequest = {
      method,
      path: '',
      query: new URLSearchParams(),
      headers,
      requestId,
      body: undefined,
    };
    const client = { id: scope.client, directory: scope.directory, baseUrl: '', scopes: new Set<never>(), quirks: [] };
    return {
      request,
      client,
      actor,
      now: () => new Date().toISOString(),
      types,
      scope,
      resources: guarded,
      // What a connector lists of a group is no client's request.
      limits: { ...defaultLimits, members: Number.POSITIVE_INFINITY },
      cursors,
      newId,
      committed,
      inTurn,
      ignore: () => undefined,
      tolerate: tolerateAll,
      decide: () => undefined,
      note: () => undefined,
    };
  }

  return {
    async patch(writer, { type, id, version }, operations) {
      const { record } = await commitChange(callOf(writer, 'PATCH', version), typeOf(type), id, {}, (current) => {
        const { attributes, externalId, members } = applyPatch(typeOf(type), current.attributes, bodyOf(operations));
        return {
          action: 'patch',
          attributes,
          ...(externalId !== undefined && { externalId }),
          ...(members !== undefined && { members }),
        };
      });
      return record;
    },
    async create(writer, type, operations, { externalId, link }) {
      const { attributes } = applyPatch(typeOf(type), typeOf(type).defaults ?? {}, bodyOf(operations));
      return commitNew(callOf(writer, 'POST'), typeOf(type), {
        action: 'create',
        attributes,
        ...(externalId !== undefined && { externalId }),
        ...(link && { link }),
      });
    },
    async remove(writer, { type, id, version }) {
      await commitChange(callOf(writer, 'DELETE', version), typeOf(type), id, {}, () => ({ action: 'delete' }));
    },
  };
}

function bodyOf(operations: readonly JsonObject[]): Json {
  return { schemas: [messageSchemas.patchOp], Operations: [...operations] };
}
