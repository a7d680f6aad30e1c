import type { Filter } from '../scim/filter.js';
import { parseFilter } from '../scim/parse-filter.js';
import { requireAttribute } from '../scim/require-attribute.js';
import { resolveFilter } from '../scim/resolve-filter.js';
import { userType } from '../scim/resource-types.js';
import type { Link } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import { findLinkByLabel, findNamed } from './find-link.js';
import { leaverPages } from './leaver-pages.js';
import type { SyncOptions } from './orchestrator.js';
import type { Person } from './read-view.js';
import { findResource } from './read-view.js';
import { resourcePages } from './resource-pages.js';
import type { Runtime } from './runtime.js';
import { labelOf } from './touch.js';

/** Whom a pass works on. */
export type People =
  | { readonly kind: 'everybody' }
  /** Whose link was touched and not settled since. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'matching'; readonly filter: Filter }
  | { readonly kind: 'named'; readonly ids: readonly string[]; readonly groups?: readonly string[] };

const linksAtOnce = 500;

/** Where a pass goes on after a restart. */
export interface PeopleCursor {
  /** Absent: people, who come first. */
  readonly of?: 'Group';
  readonly part: 'gone' | 'inactive' | 'users';
  /** The last id of that part. */
  readonly after?: string;
}

export interface PeoplePage {
  readonly people: readonly Person[];
  readonly cursor: PeopleCursor;
}

/** @throws ScimError 400 for a filter that cannot be read. */
export async function choosePeople(
  runtime: Runtime,
  { userNames, filter, search }: Pick<SyncOptions, 'userNames' | 'filter' | 'search'>,
): Promise<{ readonly people: People; readonly unknown: readonly string[] }> {
  if (userNames !== undefined) {
    const ids: string[] = [];
    const groups: string[] = [];
    const unknown: string[] = [];
    for (const name of userNames) {
      const found = await findSubject(runtime, name);
      if (found === undefined) unknown.push(name);
      else (found.type === 'Group' ? groups : ids).push(found.id);
    }
    return { people: { kind: 'named', ids, groups }, unknown };
  }
  const text = filter ?? (search === undefined ? undefined : searchFilter(search));
  if (text === undefined) return { people: { kind: 'everybody' }, unknown: [] };
  return { people: { kind: 'matching', filter: resolveFilter(runtime.schema, parseFilter(text)) }, unknown: [] };
}

/** Who is gone from the directory is found by the name that the link remembers. */
async function findSubject(
  runtime: Runtime,
  name: string,
): Promise<{ readonly type: string; readonly id: string } | undefined> {
  const resource = await findNamed(runtime, name);
  if (resource !== undefined) return resource;
  const link = await findLinkByLabel(runtime, name);
  return link && { type: link.type, id: link.resourceId };
}

function searchFilter(search: string): string {
  const value = JSON.stringify(search);
  return ['userName', 'displayName', 'emails.value', 'name.familyName']
    .map((path) => `${path} co ${value}`)
    .join(' or ');
}

/** Leavers go first. Each person comes with the link as it is, or as it would be made. */
export async function* peoplePages(runtime: Runtime, people: People, from?: PeopleCursor): AsyncGenerator<PeoplePage> {
  switch (people.kind) {
    case 'named':
      for (let start = 0; start < people.ids.length; start += linksAtOnce) {
        const ids = people.ids.slice(start, start + linksAtOnce);
        yield { people: await readPeople(runtime, ids), cursor: { part: 'users' } };
      }
      return;
    case 'stale':
      yield* stalePages(runtime, from);
      return;
    case 'everybody':
      yield* everybodyPages(runtime, from ?? { part: 'gone' });
      return;
    case 'matching':
      yield* presentPages(runtime, 'users', people.filter, from?.after);
  }
}

/** First who is gone, then who is inactive, then the others. */
async function* everybodyPages(runtime: Runtime, from: PeopleCursor): AsyncGenerator<PeoplePage> {
  const inactive: Filter = { kind: 'compare', path: active, operator: 'eq', value: false };
  if (from.part === 'gone') yield* deletedPages(runtime, from.after);
  if (runtime.type === 'Group') {
    yield* presentPages(runtime, 'users', undefined, from.part === 'users' ? from.after : undefined);
    return;
  }
  if (from.part !== 'users')
    yield* presentPages(runtime, 'inactive', inactive, from.part === 'inactive' ? from.after : undefined);
  yield* presentPages(
    runtime,
    'users',
    { kind: 'not', filter: inactive },
    from.part === 'users' ? from.after : undefined,
  );
}

async function* deletedPages(runtime: Runtime, from: string | undefined): AsyncGenerator<PeoplePage> {
  for await (const links of leaverPages(runtime, from === undefined ? {} : { after: from })) {
    const after = links.at(-1)?.id;
    yield {
      people: links.map((link) => ({ link, resource: undefined })),
      cursor: { part: 'gone', ...(after === undefined ? {} : { after }) },
    };
  }
}

async function* presentPages(
  runtime: Runtime,
  part: PeopleCursor['part'],
  filter: Filter | undefined,
  from: string | undefined,
): AsyncGenerator<PeoplePage> {
  for await (const users of resourcePages(runtime, {
    ...(filter && { filter }),
    ...(from === undefined ? {} : { after: from }),
  })) {
    const links = await linksOf(
      runtime,
      users.map(({ id }) => id),
    );
    const after = users.at(-1)?.id;
    yield {
      people: users.map((resource) => ({ resource, link: links.get(resource.id) ?? newLink(runtime, resource) })),
      cursor: { part, ...(after === undefined ? {} : { after }) },
    };
  }
}

async function* stalePages(runtime: Runtime, from: PeopleCursor | undefined): AsyncGenerator<PeoplePage> {
  let after = from?.after;
  for (;;) {
    const links = await runtime.store.links.list({
      application: runtime.name,
      type: runtime.type,
      stale: true,
      limit: linksAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    const people: Person[] = [];
    for (const link of links) people.push({ link, resource: await findResource(runtime, link) });
    after = links.at(-1)?.id;
    people.sort((a, b) => Number(b.link.leaver) - Number(a.link.leaver));
    if (people.length > 0) yield { people, cursor: { part: 'users', ...(after === undefined ? {} : { after }) } };
    if (links.length < linksAtOnce) return;
  }
}

export async function readPeople(runtime: Runtime, ids: readonly string[]): Promise<readonly Person[]> {
  const links = await linksOf(runtime, ids);
  const people: Person[] = [];
  for (const resourceId of ids) {
    const known = links.get(resourceId);
    const { directory } = known ?? runtime.scope;
    const resource = await findResource(runtime, { directory, type: runtime.type, resourceId });
    const link = known ?? (resource && newLink(runtime, resource));
    if (link !== undefined) people.push({ link, resource });
  }
  return people;
}

async function linksOf({ name, store, type }: Runtime, ids: readonly string[]): Promise<ReadonlyMap<string, Link>> {
  const links = await store.links.list({ application: name, type, resourceIds: ids, limit: ids.length });
  return new Map(links.map((link) => [link.resourceId, link]));
}

/** As `touch` would make it. */
export function newLink(runtime: Runtime, user: ResourceRecord): Link {
  return {
    id: '',
    application: runtime.name,
    directory: runtime.scope.directory,
    type: user.type,
    resourceId: user.id,
    state: 'new',
    label: labelOf(user),
    revision: 0,
    stale: true,
    leaver: user.attributes.active === false,
    attempts: 0,
  };
}

const active = requireAttribute(userType, { attribute: 'active' });
