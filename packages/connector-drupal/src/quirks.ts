import type { HttpRequest, HttpResponse, Quirk } from '@linkspan/core';

/** How JSON:API departs from what one would expect of it. D-numbers: `fake/` and the site tests show each. */
export const quirks: readonly Quirk<HttpRequest, HttpResponse>[] = [
  {
    name: 'json-api-media-type',
    reason: 'JSON:API takes its own media type only: a body that is called application/json is answered with 415 (D4).',
    request: (request) =>
      isAboutJsonApi(request) && request.json !== undefined
        ? { ...request, headers: { ...request.headers, 'content-type': 'application/vnd.api+json' } }
        : request,
  },
  {
    name: 'id-is-repeated',
    reason:
      'A change must name in its body the account that its address names already, else it is answered with 400 (D17).',
    request: (request) => {
      const [, id] = /\/jsonapi\/user\/user\/([^/]+)$/.exec(request.path) ?? [];
      if (request.method !== 'PATCH' || id === undefined) return request;
      const { data } = request.json as Document;
      return data?.id === undefined ? { ...request, json: { data: { ...data, id } } } : request;
    },
  },
  {
    name: 'mail-knows-case',
    reason:
      'Which e-mail addresses are taken is asked without regard to case, but filter[mail] compares exactly on SQLite and PostgreSQL (D13); ' +
      'CONTAINS does not.',
    request: (request) => {
      const { 'filter[mail]': value, ...query } = request.query ?? {};
      if (value === undefined) return request;
      const contains = { 'filter[m][path]': 'mail', 'filter[m][operator]': 'CONTAINS', 'filter[m][value]': value };
      return { ...request, query: { ...query, ...contains } };
    },
  },
];

interface Document {
  readonly data?: { readonly id?: string };
}

function isAboutJsonApi({ path }: HttpRequest): boolean {
  return /\/jsonapi(\/|$)/.test(path);
}
