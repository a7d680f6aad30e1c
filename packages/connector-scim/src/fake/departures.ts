import { type Answering, type FakeAnswer, type FakeRequest, refuse, withJson } from './fake-message.js';
import type { FakeOptions } from './fake-options.js';

/** One way of answering otherwise than `next` would. */
type Departure = (request: FakeRequest, next: Answering) => Promise<FakeAnswer>;

const isItem = ({ path }: FakeRequest) => /^\/(Users|Groups)\/./.test(path);
const isChange = ({ method }: FakeRequest) => method === 'PUT' || method === 'PATCH';
const isDiscovery = ({ path }: FakeRequest) => /^\/(ServiceProviderConfig|ResourceTypes|Schemas)/.test(path);
const without = (request: FakeRequest, ...names: readonly string[]): FakeRequest => {
  const query = new URLSearchParams(request.query);
  for (const name of names) query.delete(name);
  return { ...request, query };
};

/** By the options, outermost first. */
export function departures(options: FakeOptions): readonly Departure[] {
  const { discovery, patch, filter, paging, preconditions, removal, bodies, visible, deletion, active, groups } =
    options;
  return [
    ...(groups === false ? [whoHasNoGroups] : []),
    ...(discovery === false ? [whoSaysNothing] : []),
    ...(patch === false ? [whoCannotPatch] : []),
    ...(paging === 'index' ? [whoPagesByIndex] : []),
    ...(filter === undefined ? [] : [whoFilters(filter)]),
    ...(preconditions === true ? [whoInsistsOnVersions] : []),
    ...(removal === 'strict' ? [whoMissesMembers] : []),
    ...(visible === 'later' ? [whoShowsLater()] : []),
    ...(deletion === undefined ? [] : [whoDeletesOtherwise(deletion)]),
    ...(active === 'pretended' ? [whoForgetsActive] : []),
    ...(bodies === false ? [whoAnswersNothing] : []),
  ];
}

const whoHasNoGroups: Departure = async (request, next) =>
  request.path.startsWith('/Groups') ? refuse(404) : next(request);

const whoSaysNothing: Departure = async (request, next) => (isDiscovery(request) ? refuse(404) : next(request));

const whoCannotPatch: Departure = async (request, next) => {
  if (request.method === 'PATCH') return refuse(501);
  const answer = await next(request);
  return request.path === '/ServiceProviderConfig'
    ? withJson(answer, (json) => ({ ...json, patch: { supported: false } }))
    : answer;
};

const whoPagesByIndex: Departure = async (request, next) => {
  const answer = await next(without(request, 'cursor'));
  if (request.path !== '/ServiceProviderConfig') return answer;
  return withJson(answer, ({ pagination: _, ...json }) => json);
};

function whoFilters(how: NonNullable<FakeOptions['filter']>): Departure {
  return async (request, next) => {
    if (!request.query.has('filter')) return next(request);
    if (how === 'refused') return refuse(400, 'invalidFilter');
    if (how === 'ignored') return next(without(request, 'filter'));
    return withJson(await next(without(request, 'filter')), (json) => ({ ...json, totalResults: 0, Resources: [] }));
  };
}

const whoInsistsOnVersions: Departure = async (request, next) =>
  isChange(request) && request.headers['if-match'] === undefined ? refuse(428) : next(request);

const whoMissesMembers: Departure = async (request, next) => {
  const wanted = [...(request.body ?? '').matchAll(/members\[value eq \\"([^"\\]+)\\"\]/g)].map(([, id]) => id);
  if (request.method !== 'PATCH' || wanted.length === 0) return next(request);
  const group = await next({ ...without(request), method: 'GET' });
  return wanted.every((id) => group.body?.includes(`"${id}"`)) ? next(request) : refuse(400, 'noTarget');
};

function whoShowsLater(): Departure {
  const shown = new Set<string>();
  return async (request, next) => {
    if (request.method !== 'GET' || !isItem(request) || shown.has(request.path)) return next(request);
    shown.add(request.path);
    return refuse(404);
  };
}

function whoDeletesOtherwise(how: NonNullable<FakeOptions['deletion']>): Departure {
  return async (request, next) => {
    if (request.method !== 'DELETE') return next(request);
    const operations = [{ op: 'replace', value: { active: false } }];
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    const body = JSON.stringify({ schemas, Operations: operations });
    if (how === 'deactivates') await next({ ...request, method: 'PATCH', body });
    return { status: 204, headers: {} };
  };
}

const whoForgetsActive: Departure = async (request, next) =>
  next({ ...request, ...(request.body && { body: request.body.replaceAll('"active":false', '"active":true') }) });

const whoAnswersNothing: Departure = async (request, next) => {
  const answer = await next(request);
  if (!isItem(request) && request.method !== 'POST') return answer;
  if (request.method === 'GET' || answer.status >= 300) return answer;
  const location = Object.entries(answer.headers).filter(([name]) => name.toLowerCase() === 'location');
  return { status: request.method === 'POST' ? 201 : 204, headers: Object.fromEntries(location) };
};
