import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../scim/json.js';
import { messageSchemas } from '../../scim/server/message-schemas.js';
import { at } from './at.js';
import type { Answer } from './exchange.js';
import { listAt } from './list-at.js';
import { shorten } from './shorten.js';
import { Shortfall } from './shortfall.js';

/** What rows ask of answers; each throws a `Shortfall`. */
export const demand = {
  that(condition: boolean, expected: string, got: Json | undefined): void {
    if (!condition) throw new Shortfall(expected, show(got));
  },

  equal(got: Json | undefined, expected: Json | undefined, what: string): void {
    if (!isDeepStrictEqual(got, expected)) throw new Shortfall(`${what}: ${show(expected)}`, show(got));
  },

  status(answer: Answer, ...expected: readonly number[]): Answer {
    if (expected.includes(answer.status)) return answer;
    throw new Shortfall(`status ${expected.join(' or ')}`, describe(answer));
  },

  /** The body of an answer with this status. */
  document(answer: Answer, ...expected: readonly number[]): JsonObject {
    demand.status(answer, ...expected);
    if (answer.json === undefined) throw new Shortfall('a JSON object as body', describe(answer));
    return answer.json;
  },

  /** A refusal in the form of RFC 7644 §3.12. `status` may be several; `scimType` is looked at only with the first. */
  error(answer: Answer, status: number | readonly number[], scimType?: string): void {
    const statuses = typeof status === 'number' ? [status] : status;
    const document = demand.document(answer, ...statuses);
    demand.that(
      listAt(document, 'schemas').includes(messageSchemas.error),
      `"schemas" with ${messageSchemas.error}`,
      at(document, 'schemas'),
    );
    demand.equal(at(document, 'status'), String(answer.status), '"status" as a string');
    if (scimType !== undefined && answer.status === statuses[0]) {
      demand.equal(at(document, 'scimType'), scimType, '"scimType"');
    }
  },

  /** The resources of a ListResponse. */
  list(answer: Answer): readonly Json[] {
    const document = demand.document(answer, 200);
    demand.that(
      listAt(document, 'schemas').includes(messageSchemas.listResponse),
      `"schemas" with ${messageSchemas.listResponse}`,
      at(document, 'schemas'),
    );
    demand.that(
      typeof at(document, 'totalResults') === 'number',
      '"totalResults", a number',
      at(document, 'totalResults'),
    );
    return listAt(document, 'Resources');
  },
};

function show(value: Json | undefined): string {
  return value === undefined ? 'nothing' : shorten(JSON.stringify(value), 200);
}

function describe({ status, text }: Answer): string {
  return text === '' ? `status ${status} without a body` : `status ${status}: ${shorten(text, 200)}`;
}
