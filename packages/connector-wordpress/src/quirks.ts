import type { HttpRequest, HttpResponse, Json, Quirk } from '@linkspan/core';
import { decodeEntities } from './decode-entities.js';

/** How the REST API departs from what one would expect of it. W-numbers: `fake/` and the site tests show each. */
export const quirks: readonly Quirk<HttpRequest, HttpResponse>[] = [
  {
    name: 'visitors-may-read',
    reason:
      'Wrong credentials are no error for WordPress: it answers as to a visitor, 200 with the authors only (W2). ' +
      'Only in the edit context does it refuse visitors (W3), and only there it shows log-in, e-mail and roles.',
    request: (request) =>
      request.method === 'GET' && isAboutUsers(request) ? withQuery(request, { context: 'edit' }) : request,
  },
  {
    name: 'duplicate-is-500',
    reason: 'A taken log-in or e-mail is answered as a server error, 500 without data (W4, W5); it is a conflict.',
    response: (response) =>
      response.status === 500 && /"code":\s*"existing_user_(login|email)"/.test(response.text)
        ? { ...response, status: 409 }
        : response,
  },
  {
    name: 'null-erases',
    reason: 'null passes the checks that an empty text does not: {"email": null} erases the address (W9).',
    request: (request) => (isRecord(request.json) ? withoutNulls(request, request.json) : request),
  },
  {
    name: 'entities-in-text',
    reason: 'Names are stored with HTML entities: Tom & Jerry reads back as Tom &amp; Jerry (W10).',
    response: (response, request) => {
      if (!isAboutUsers(request) || !response.text.includes('&')) return response;
      return { ...response, json: decodeTexts(response.json) };
    },
  },
  {
    name: 'users-have-no-trash',
    reason: 'Posts are deleted into a trash, users only for good: without force=true the answer is 501 (W12).',
    request: (request) =>
      request.method === 'DELETE' && isAboutUsers(request) && !isAboutPasswords(request)
        ? withQuery(request, { force: true })
        : request,
  },
];

const texts = ['name', 'first_name', 'last_name', 'nickname', 'description', 'url'];

function decodeTexts(json: Json | undefined): Json | undefined {
  if (Array.isArray(json)) return json.map((one: Json) => decodeTexts(one) ?? null);
  if (!isRecord(json)) return json;
  return Object.fromEntries(
    Object.entries(json as Record<string, Json>).map(([name, value]) => [
      name,
      typeof value === 'string' && texts.includes(name) ? decodeEntities(value) : value,
    ]),
  );
}

function withoutNulls(request: HttpRequest, json: Readonly<Record<string, unknown>>): HttpRequest {
  const kept = Object.entries(json).filter(([, value]) => value !== null);
  return kept.length === Object.keys(json).length ? request : { ...request, json: Object.fromEntries(kept) };
}

function withQuery(request: HttpRequest, more: NonNullable<HttpRequest['query']>): HttpRequest {
  return { ...request, query: { ...request.query, ...more } };
}

function routeOf(request: HttpRequest): string {
  return String(request.query?.rest_route ?? request.path);
}

function isAboutUsers(request: HttpRequest): boolean {
  return /\/wp\/v2\/users(\/|$)/.test(routeOf(request));
}

function isAboutPasswords(request: HttpRequest): boolean {
  return routeOf(request).includes('/application-passwords');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
