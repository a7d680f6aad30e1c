import { isNestedDeeper } from '../is-nested-deeper.js';
import { isJsonObject, type Json } from '../json.js';
import { ScimError } from '../scim-error.js';

/** Whatever walks through a body may do so by recursion then. Resources need five. */
export const maximumDepth = 50;

/** Of one object. Resources have a few dozen; each that nobody knows is looked for, and told. */
const mostNames = 1000;
/** A shorter text has no room for so many. */
const roomForThem = mostNames * 6;

/**
 * The body as JSON, whatever its content type says: clients send `application/json`, `application/scim+json` and none at all.
 * Undefined where there is none.
 * @throws ScimError 413 beyond `limit` bytes, 400 invalidSyntax for what is not JSON in UTF-8, nested too deep, or too wide.
 */
export async function readBody(
  body: string | AsyncIterable<string | Uint8Array> | undefined,
  limit: number,
  refuse: (limit: number) => ScimError = tooLarge,
): Promise<Json | undefined> {
  if (body === undefined) return undefined;
  const text = typeof body === 'string' ? checkSize(body, limit, refuse) : await collect(body, limit, refuse);
  if (text.trim() === '') return undefined;
  if (isNestedDeeper(text, maximumDepth)) {
    throw invalidSyntax(
      `The body is nested more than ${maximumDepth} levels deep. Send a resource as the schemas say.`,
    );
  }
  const parsed = parse(text);
  if (text.length > roomForThem && hasWideObject(parsed)) {
    throw invalidSyntax(`An object in the body has more than ${mostNames} names. Send a resource as the schemas say.`);
  }
  return parsed;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidSyntax('The body is not valid JSON. Send one JSON object in UTF-8.', cause);
  }
}

function hasWideObject(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasWideObject);
  if (!isJsonObject(value)) return false;
  const inner = Object.values(value);
  return inner.length > mostNames || inner.some(hasWideObject);
}

async function collect(
  body: AsyncIterable<string | Uint8Array>,
  limit: number,
  refuse: (limit: number) => ScimError,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    size += bytes.byteLength;
    if (size > limit) throw refuse(limit);
    pieces.push(bytes);
  }
  try {
    // Fatal: a name with a broken character is refused, not stored with a question mark in it.
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch (cause) {
    throw invalidSyntax('The body is not valid UTF-8. Send one JSON object in UTF-8.', cause);
  }
}

function checkSize(text: string, limit: number, refuse: (limit: number) => ScimError): string {
  if (Buffer.byteLength(text) > limit) throw refuse(limit);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function tooLarge(limit: number): ScimError {
  return new ScimError(
    413,
    `The body is larger than ${limit} bytes. Send less at once, such as members in several PATCHes.`,
  );
}

function invalidSyntax(detail: string, cause?: unknown): ScimError {
  return new ScimError(400, detail, { scimType: 'invalidSyntax', cause });
}
