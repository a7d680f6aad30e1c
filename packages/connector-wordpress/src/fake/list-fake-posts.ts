import type { JsonObject } from '@linkspan/core';
import type { FakePost, FakeSite } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';
import { type FakeAnswer, forbidden, invalidParameter } from './rest-error.js';

const types = [
  { name: 'post', rest_base: 'posts', supports: { title: true, author: true } },
  { name: 'page', rest_base: 'pages', supports: { title: true, author: true } },
  { name: 'attachment', rest_base: 'media', supports: { title: true, author: true } },
  { name: 'nav_menu_item', rest_base: 'menu-items', supports: [] },
  { name: 'wp_block', rest_base: 'blocks', supports: { title: true } },
  { name: 'wp_template', rest_base: 'templates', supports: { title: true, author: true } },
];

/** GET /wp/v2/types */
export function listFakeTypes(actor: FakeUser | undefined, query: URLSearchParams): FakeAnswer {
  const edit = query.get('context') === 'edit';
  if (edit && !can(actor, 'edit_posts') && !can(actor, 'edit_pages')) {
    const message = 'Sorry, you are not allowed to edit posts in this post type.';
    return forbidden(actor !== undefined, 'rest_cannot_view', message);
  }
  // Of this listing `_fields` filters the names of the types, since it is an object.
  const wanted = query.get('_fields')?.split(',');
  const shown = types
    .filter(({ name }) => wanted?.includes(name) ?? true)
    .map(({ name, rest_base, supports }): [string, JsonObject] => [
      name,
      { rest_base, rest_namespace: 'wp/v2', ...(edit && { supports }) },
    ]);
  return { status: 200, body: Object.fromEntries(shown) };
}

/** GET /wp/v2/posts, /pages and /media, as far as who asks may see. */
export function listFakePosts(
  site: FakeSite,
  actor: FakeUser | undefined,
  type: FakePost['type'],
  query: URLSearchParams,
): FakeAnswer {
  const status = query.get('status');
  if (status !== null && type === 'media') {
    return invalidParameter('status', 'rest_not_in_enum', 'status[0] is not one of inherit, private, and trash.');
  }
  if (status !== null && !can(actor, type === 'pages' ? 'edit_pages' : 'edit_posts')) {
    return invalidParameter('status', 'rest_forbidden_status', 'Status is forbidden.');
  }
  const found = [...site.posts]
    .filter(([, post]) => post.type === type && (status === 'any' || post.status === 'publish'))
    .filter(([, { author }]) => [null, String(author)].includes(query.get('author')));
  const perPage = Number(query.get('per_page') ?? 10);
  return {
    status: 200,
    headers: { 'x-wp-total': String(found.length), 'x-wp-totalpages': String(Math.ceil(found.length / perPage)) },
    body: found.slice(0, perPage).map(([id]) => ({ id })),
  };
}
