/** What a SCIM server is like where the standard leaves it open, or the server does not keep to it. */
export interface ScimTraits {
  /** How resources are changed. `discover`: as the server says; PATCH where it says nothing, PUT once that is refused. */
  readonly update: 'discover' | 'patch' | 'put';
  /** `patch`: `active` is changed by PATCH, whatever `update` says. */
  readonly activation: 'update' | 'patch';
  /** RFC 7644 §3.4.2.4 or RFC 9865. `discover`: by cursor where the server says that it can. */
  readonly paging: 'discover' | 'index' | 'cursor';
  /** Resources asked for at a time. */
  readonly pageSize: number;
  /** `list`: filters are not even tried. */
  readonly lookUp: 'filter' | 'list';
  /** `echo`: the answer to a write only repeats what was sent, so that the resource is read back each time. */
  readonly answers: 'resource' | 'echo';
  /** Whether a request for one resource may have a query. */
  readonly itemQuery: boolean;
  /** False: the server has no discovery endpoints. */
  readonly discovery: boolean;
  /** Of what we send. RFC 7644 §3.1; some servers take plain JSON only. */
  readonly mediaType: 'application/scim+json' | 'application/json';
}

export const defaultTraits: ScimTraits = {
  update: 'discover',
  activation: 'update',
  paging: 'discover',
  pageSize: 100,
  lookUp: 'filter',
  answers: 'resource',
  itemQuery: true,
  discovery: true,
  mediaType: 'application/scim+json',
};
