import { z } from 'zod';
import { ConnectorError } from '../connector/connector-error.js';
import { isJsonObject, type Json, type JsonObject } from '../scim/json.js';

/** A resource as a server shows it, its `id` a text. Everything else is looked at when it is needed. */
export interface ScimDocument {
  readonly id: string;
  readonly attributes: JsonObject;
  /** For If-Match. */
  readonly version?: string;
  /** Milliseconds since 1970. */
  readonly created?: number;
}

const documentSchema = z.looseObject({
  // Numbers are seen, too.
  id: z.union([z.string().min(1), z.number()]).transform(String),
  meta: z
    .object({ created: z.string().nullish().catch(undefined), version: z.string().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

const listSchema = z.object({
  totalResults: z.coerce.number().int().nonnegative().nullish().catch(undefined),
  nextCursor: z.string().nullish(),
  // RFC 7644 §3.4.2: absent where there are none.
  Resources: z.array(z.unknown()).nullish(),
});

export type ScimList = Pick<z.output<typeof listSchema>, 'totalResults' | 'nextCursor'> & {
  readonly documents: readonly ScimDocument[];
};

/** Undefined: it is none. */
export function readScimDocument(json: Json | undefined, etag?: string): ScimDocument | undefined {
  const parsed = documentSchema.safeParse(json);
  if (!parsed.success || !isJsonObject(json)) return undefined;
  const { id, meta } = parsed.data;
  const version = etag ?? meta?.version ?? undefined;
  // Without a zone it would be ours, and move with it.
  const created = Date.parse((meta?.created ?? '').replace(/(T[\d:.]+)$/, '$1Z'));
  return {
    id,
    attributes: json,
    ...(version !== undefined && { version }),
    ...(Number.isFinite(created) && { created }),
  };
}

/** @throws ConnectorError `unavailable` for what is no list of resources. */
export function parseScimList(json: Json | undefined, name: string, to: string): ScimList {
  const parsed = listSchema.safeParse(json);
  const documents = (parsed.data?.Resources ?? []).map((one) => readScimDocument(one as Json));
  const isList =
    parsed.success && (Array.isArray(parsed.data.Resources) || typeof parsed.data.totalResults === 'number');
  if (!isList || documents.includes(undefined)) {
    const text = `${name}: could not ${to}, the answer is no SCIM list. Check that url is the SCIM base URL.`;
    throw new ConnectorError('unavailable', text);
  }
  return { ...parsed.data, documents: documents.filter((one) => one !== undefined) };
}
