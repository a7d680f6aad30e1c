import type { FakeSite } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';
import { type FakeAnswer, forbidden, invalidParameter } from './rest-error.js';
import { showUser } from './show-user.js';

/** GET /wp/v2/users */
export function listFakeUsers(site: FakeSite, actor: FakeUser | undefined, query: URLSearchParams): FakeAnswer {
  const perPage = Number(query.get('per_page') ?? 10);
  if (!(perPage >= 1 && perPage <= 100)) {
    const message = 'per_page must be between 1 (inclusive) and 100 (inclusive)';
    return invalidParameter('per_page', 'rest_out_of_bounds', message);
  }
  const mayList = can(actor, 'list_users');
  const context = query.get('context') ?? 'view';
  if (context === 'edit' && !mayList) {
    return forbidden(actor !== undefined, 'rest_forbidden_context', 'Sorry, you are not allowed to list users.');
  }
  if (query.has('roles') && !mayList) {
    return forbidden(
      actor !== undefined,
      'rest_user_cannot_view',
      'Sorry, you are not allowed to filter users by role.',
    );
  }
  const found = [...site.users.values()]
    .filter((user) => mayList || [...site.posts.values()].some(({ author }) => author === user.id))
    .filter((user) => matches(site, user, query))
    .sort((one, other) =>
      query.get('orderby') === 'id' ? one.id - other.id : one.displayName.localeCompare(other.displayName),
    );
  if (query.get('order') === 'desc') found.reverse();
  const offset = Number(query.get('offset') ?? (Number(query.get('page') ?? 1) - 1) * perPage);
  const fields = query.get('_fields') ?? undefined;
  return {
    status: 200,
    headers: { 'x-wp-total': String(found.length), 'x-wp-totalpages': String(Math.ceil(found.length / perPage)) },
    body: found.slice(offset, offset + perPage).map((user) => showUser(site, user, context, fields)),
  };
}

function matches(site: FakeSite, user: FakeUser, query: URLSearchParams): boolean {
  const search = (query.get('search') ?? '').replace(/^\*+|\*+$/g, '').trim();
  const columns = site.searchColumns ? query.get('search_columns') : null;
  const slugs = query.get('slug');
  const roles = query.get('roles');
  return (
    (search === '' || searchMatches(user, search, columns)) &&
    (slugs === null || slugs.split(',').includes(user.slug)) &&
    (roles === null || roles.split(',').some((role) => user.roles.includes(role)))
  );
}

/** Parts of words, in columns that are chosen by the look of the text (W14–W16), or by name since WordPress 6.8. */
function searchMatches(user: FakeUser, search: string, named: string | null): boolean {
  const contains = (text: string) => text.toLowerCase().includes(search.toLowerCase());
  const columns: Readonly<Record<string, () => boolean>> = {
    id: () => String(user.id) === search,
    username: () => contains(user.login),
    email: () => contains(user.email),
    url: () => contains(user.url),
    slug: () => contains(user.slug),
    name: () => contains(user.displayName),
  };
  const chosen = named?.split(',') ?? columnsFor(search);
  return chosen.some((column) => columns[column]?.() === true);
}

function columnsFor(search: string): readonly string[] {
  if (search.includes('@')) return ['email'];
  if (/^\d+$/.test(search)) return ['username', 'id'];
  if (/^https?:\/\//.test(search)) return ['url'];
  return ['username', 'url', 'email', 'slug', 'name'];
}
