import { describeJson } from '../describe-json.js';
import { isJsonList, isJsonObject, type Json } from '../json.js';
import { ScimError } from '../scim-error.js';
import type { Tolerate } from '../tolerate.js';
import { messageSchemas } from './message-schemas.js';
import { noteSchemas } from './note-schemas.js';

type Member = 'names' | 'text' | 'number';

/** RFC 7644 §3.4.3, by the name in lower case. Each is also a parameter of a GET. */
const members: ReadonlyMap<string, readonly [name: string, kind: Member]> = new Map(
  (
    [
      ['attributes', 'names'],
      ['excludedAttributes', 'names'],
      ['filter', 'text'],
      ['sortBy', 'text'],
      ['sortOrder', 'text'],
      ['startIndex', 'number'],
      ['count', 'number'],
      ['cursor', 'text'],
    ] as const
  ).map(([name, kind]) => [name.toLowerCase(), [name, kind]]),
);

/**
 * A SearchRequest as the parameters of a GET that asks the same, so that there is one place that reads them. `null` stands for a member
 * that is absent.
 *
 * @throws ScimError 400 `invalidSyntax` for what is no SearchRequest, names the member that is unknown or of another type.
 */
export function readSearchRequest(body: Json, tolerate: Tolerate): URLSearchParams {
  if (!isJsonObject(body)) throw invalidSyntax(`A search must be a JSON object, but ${describeJson(body)} was sent.`);
  noteSchemas('search-schemas', body, messageSchemas.searchRequest, tolerate);
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(body)) {
    const member = members.get(key.toLowerCase());
    if (member === undefined) {
      if (key.toLowerCase() === 'schemas') continue;
      throw invalidSyntax(
        `A search has no ${JSON.stringify(key.slice(0, 100))}. It has ${[...members.values()].map(([name]) => name).join(', ')}.`,
      );
    }
    if (value === null) continue;
    const [name, kind] = member;
    query.set(name, readMember(name, kind, value));
  }
  return query;
}

function readMember(name: string, kind: Member, value: Json): string {
  if (kind === 'names' && isJsonList(value) && value.every((one) => typeof one === 'string')) return value.join(',');
  if (kind === 'text' && typeof value === 'string') return value;
  if (kind === 'number' && typeof value === 'number' && Number.isInteger(value)) return value.toFixed(0);
  const wanted = { names: 'a list of names', text: 'text', number: 'a whole number' }[kind];
  throw invalidSyntax(`"${name}" must be ${wanted}, but ${describeJson(value)} was sent.`);
}

function invalidSyntax(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: 'invalidSyntax' });
}
