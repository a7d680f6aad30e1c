import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ResourcePlace } from '../../store/resource-store.js';
import { ScimError } from '../scim-error.js';

/** What a page of a walk has to know of the pages before it. */
export interface Walk {
  readonly place: ResourcePlace;
  /** As it was counted for the first page. */
  readonly total: number;
  /** Of a walk over several types: the one that the place is in. */
  readonly type?: string;
}

/**
 * Cursors of RFC 9865. Each is the place where a page ends, sealed: nobody can read, make or change one, nothing is kept for it, and it opens only for the
 * query that it was given for.
 */
export interface Cursors {
  /** `query`: whatever has to be the same when the cursor comes back. */
  seal(walk: Walk, query: string, now: number): string;
  /** @throws ScimError 400 `invalidCursor`, in the same words whatever is wrong with it; `expiredCursor` after `seconds`. */
  open(cursor: string, query: string, now: number, seconds: number): Walk;
}

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;
/** With the other parameters it has to fit into a request line, of which Node.js reads 16 KiB with all headers. */
const longest = 6000;

export function createCursors(key: Uint8Array = randomBytes(32)): Cursors {
  return {
    seal({ place, total, type }, query, now) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(query));
      const text = JSON.stringify({ ...place, total, type, at: now });
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()]);
      const cursor = Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
      if (cursor.length > longest) throw refuseLong();
      return cursor;
    },
    open(cursor, query, now, seconds) {
      const { total, type, at, ...place } = read(cursor, key, query);
      if (now - at > seconds * 1000) {
        throw new ScimError(
          400,
          `The cursor is older than ${seconds} seconds. Begin again with an empty "cursor", and ask for each page sooner.`,
          { scimType: 'expiredCursor' },
        );
      }
      return { place, total, ...(type !== undefined && { type }) };
    },
  };
}

interface Sealed extends ResourcePlace, Omit<Walk, 'place'> {
  /** Milliseconds since 1970. */
  readonly at: number;
}

function read(cursor: string, key: Uint8Array, query: string): Sealed {
  const bytes = cursor.length > longest ? Buffer.alloc(0) : Buffer.from(cursor, 'base64url');
  if (bytes.length <= nonceLength + tagLength) throw refuse();
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(query)).setAuthTag(bytes.subarray(-tagLength));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceLength, -tagLength)), decipher.final()]);
    // Whoever could write it has the key.
    return JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw refuse(cause);
  }
}

function refuse(cause?: unknown): ScimError {
  return new ScimError(
    400,
    'The cursor is none of this query. Begin with an empty "cursor", then send "nextCursor" or "previousCursor" of an answer with the same filter and sorting.',
    { scimType: 'invalidCursor', cause },
  );
}

function refuseLong(): ScimError {
  return new ScimError(
    400,
    'What the list is sorted by is too long for a cursor. Leave "sortBy" out, or page with "startIndex".',
    { scimType: 'invalidValue' },
  );
}
