import { type FakeSite, mayAdminister, sameText } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';
import { document, type FakeAnswer, refusal } from './json-api.js';
import { showUser } from './show-user.js';

interface Condition {
  path: string;
  operator: string;
  value: string;
}

/** More is not given, whatever is asked for (D14). */
const mostOnPage = 50;

const parameters = /^(filter|page|sort|fields|include)(\[|$)/;
const operators = ['=', '<>', '>', '>=', '<', '<=', 'STARTS_WITH', 'CONTAINS', 'ENDS_WITH', 'IN', 'NOT IN'];

/** GET /jsonapi/user/user */
export function listFakeUsers(site: FakeSite, actor: FakeUser | undefined, url: URL, signsIn: boolean): FakeAnswer {
  const query = url.searchParams;
  const stranger = [...query.keys()].find((name) => !parameters.test(name));
  if (stranger !== undefined) {
    return refusal(400, `The following query parameters violate the JSON:API spec: '${stranger}'.`);
  }
  const limit = Number(query.get('page[limit]') ?? mostOnPage);
  if (!(limit > 0)) return refusal(400, 'The page size needs to be a positive integer.');
  const conditions = readConditions(query);
  for (const condition of conditions) {
    const refused = refuseCondition(site, actor, condition, signsIn);
    if (refused !== undefined) return refused;
  }
  const found = [...site.users.values()]
    // Whoever may not see accounts finds none by a condition, and is not told (D2); nor is the visitor found by one.
    .filter((user) => conditions.length === 0 || (user.uid > 0 && (mayAdminister(site, actor) || actor === user)))
    .filter((user) => conditions.every((condition) => holds(user, condition)));
  const offset = Number(query.get('page[offset]') ?? 0);
  const size = Math.min(limit, mostOnPage);
  const more = found.length > offset + size;
  const next = new URL(url);
  next.searchParams.set('page[offset]', String(offset + size));
  const only = query.get('fields[user--user]') ?? undefined;
  return document(200, {
    data: found.slice(offset, offset + size).map((user) => showUser(site, actor, user, only)),
    links: { ...(more && { next: { href: next.href } }), self: { href: url.href } },
  });
}

function readConditions(query: URLSearchParams): readonly Condition[] {
  const conditions = new Map<string, Condition>();
  for (const [name, value] of query) {
    const [, key, part] = /^filter\[([^\]]+)\](?:\[condition\])?(?:\[(path|operator|value)\])?$/.exec(name) ?? [];
    if (key === undefined) continue;
    const condition = conditions.get(key) ?? { path: key, operator: '=', value: '' };
    conditions.set(key, condition);
    condition[(part ?? 'value') as keyof Condition] = value;
  }
  return [...conditions.values()];
}

function refuseCondition(
  site: FakeSite,
  actor: FakeUser | undefined,
  { path, operator }: Condition,
  signsIn: boolean,
): FakeAnswer | undefined {
  if (!operators.includes(operator))
    return refusal(400, `The '${operator}' operator is not allowed in a filter parameter.`);
  if (path === 'roles.id') {
    return refusal(
      400,
      "Filtering on config entities is not supported by Drupal's entity API. You tried to filter on a Role config entity.",
    );
  }
  const known = [
    'drupal_internal__uid',
    'name',
    'mail',
    'pass',
    'status',
    'changed',
    'created',
    'roles.meta.drupal_internal__target_id',
  ];
  const own = [...site.fields, ...(site.companion === undefined ? [] : ['linkspan_external_id'])];
  if (![...known, ...own].includes(path)) {
    return refusal(
      400,
      `Invalid nested filtering. The field \`${path}\`, given in the path \`${path}\`, does not exist.`,
    );
  }
  const sees = mayAdminister(site, actor) || can(site.roles, actor, 'view user email addresses');
  if (path === 'pass' || (path === 'mail' && !sees)) {
    const text = `The current user is not authorized to filter by the \`${path}\` field, given in the path \`${path}\`.`;
    return signsIn ? refusal(403, text) : refusal(401, 'No authentication credentials provided.');
  }
  return undefined;
}

function holds(user: FakeUser, { path, operator, value }: Condition): boolean {
  if (path === 'roles.meta.drupal_internal__target_id') return user.roles.includes(value);
  const numbers: Readonly<Record<string, number>> = {
    drupal_internal__uid: user.uid,
    changed: user.changed,
    created: user.created,
    status: user.status ? 1 : 0,
  };
  const number = numbers[path];
  if (number !== undefined) return holdsOfNumber(number, operator, value);
  const texts: Readonly<Record<string, string | null>> = {
    name: user.name,
    mail: user.mail,
    linkspan_external_id: user.externalId,
  };
  const text = texts[path] ?? (user.values[path] as string | undefined) ?? null;
  if (text === null) return false;
  if (operator === 'CONTAINS') return text.toLowerCase().includes(value.toLowerCase());
  if (operator === '<>') return text !== value;
  // Names are compared without regard to case, e-mail addresses and the companion's ids exactly (D13).
  return path === 'name' ? sameText(text, value) : text === value;
}

/** SQLite has text after every number: a date as text is later than any (D12). */
function holdsOfNumber(number: number, operator: string, value: string): boolean {
  const other = /^\d+$/.test(value) ? Number(value) : Number.POSITIVE_INFINITY;
  if (operator === '>') return number > other;
  if (operator === '>=') return number >= other;
  if (operator === '<') return number < other;
  if (operator === '<=') return number <= other;
  return operator === '<>' ? number !== other : number === other;
}
