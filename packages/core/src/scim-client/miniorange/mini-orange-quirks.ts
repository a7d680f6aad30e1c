import type { HttpRequest, HttpResponse } from '../../connector/http-client.js';
import type { Quirk } from '../../connector/quirk.js';
import { isJsonObject, type Json } from '../../scim/json.js';

const isItem = ({ path }: HttpRequest) => /^\/Users\/./.test(path);

/**
 * How miniOrange's SCIM servers depart from the standard. The O-numbers were seen on the free form, version 1.1.1. What begins with "From its
 * source" is the premium form 20.0.4, which was read and never run.
 */
export const miniOrangeQuirks: readonly Quirk<HttpRequest, HttpResponse>[] = [
  {
    name: 'id-in-brackets',
    reason: 'GET /Users/1 shows the id as "[1]" (O3); the brackets are no part of it.',
    response: (response, request) =>
      isItem(request) && response.text.includes('[') ? { ...response, json: withoutBrackets(response.json) } : response,
  },
  {
    name: 'no-query-on-items',
    reason:
      'A query becomes part of the id, so that nobody is found (O7). From its source: in the premium form every request with a query is a ' +
      'search, and a write with one is not done.',
    request(request) {
      if (!isItem(request) || Object.keys(request.query ?? {}).length === 0) return request;
      const { query: _, ...others } = request;
      return others;
    },
  },
  {
    name: 'put-without-active',
    reason:
      'From its source (O8): a PUT whose active is missing or false deprovisions, which by default deletes. Only active accounts are changed, ' +
      'and each PUT says so.',
    request: (request) =>
      request.method === 'PUT' && isJsonObject(request.json) && request.json.active !== true
        ? { ...request, json: { ...request.json, active: true } }
        : request,
  },
];

function withoutBrackets(json: Json | undefined): Json | undefined {
  if (!isJsonObject(json) || typeof json.id !== 'string') return json;
  return { ...json, id: json.id.replace(/^\[(.*)\]$/, '$1') };
}
