import { constantFilter } from './constant-filter.js';
import type { AttributePath, Filter, FilterOf, WrittenFilter, WrittenPath } from './filter.js';
import { comparable, findAttribute } from './find-attribute.js';
import { findByName } from './find-by-name.js';
import { fitFilterValue } from './fit-filter-value.js';
import { isHidden } from './is-hidden.js';
import { printWrittenPath } from './print-written-path.js';
import { resolveConstant } from './resolve-constant.js';
import type { Attribute, ResourceType } from './schema.js';
import { enterpriseUserSchema } from './schemas/enterprise-user-schema.js';
import { ScimError } from './scim-error.js';
import type { Tolerate } from './tolerate.js';
import { tolerateAll } from './tolerate-all.js';

const managerName = `${enterpriseUserSchema.id}:manager:displayName`;

type Term<Path> = Exclude<FilterOf<Path>, { readonly kind: 'and' | 'or' | 'not' }>;

/** Kept as references outside the document, of which a store knows the ids. */
const referenceLists = new Set(['members', 'groups']);

export interface ResolveOptions {
  /** What is asked by the same filter beside the type. */
  readonly others?: readonly ResourceType[];
  readonly tolerate?: Tolerate;
}

/**
 * Finds a written filter's attributes in the type's schemas and fits its values to them. In the result a comparison ends at a simple
 * attribute and has a value of its type, dateTimes in UTC milliseconds; `eq null` has become `not present`; `members` and `groups` are
 * asked by `value` alone; what is the same for every resource of the type (`schemas`, `meta.resourceType`) is asked no more. Where `others`
 * are asked, too, what only they have is without a value here (RFC 7644 §3.4.2.1).
 *
 * @throws ScimError 400 `invalidFilter` for an unknown attribute, one that is never returned, or a value or operator that does not fit.
 */
export function resolveFilter(
  type: ResourceType,
  filter: WrittenFilter,
  { others = [], tolerate = tolerateAll }: ResolveOptions = {},
): Filter {
  return resolveTree(filter, (term) => {
    const path = findAttribute(type, term.path);
    if (path === undefined && others.some((other) => findAttribute(other, term.path) !== undefined)) {
      return constantFilter(holdsWithoutValue(term));
    }
    if (path === undefined) {
      throw invalidFilter(
        `${type.name} has no attribute ${printWrittenPath(term.path)}. See /Schemas for what it has.`,
      );
    }
    return resolveConstant(type, path, term) ?? resolveTerm(path, term, tolerate);
  });
}

/** As `evaluateFilter` answers for a resource that does not have the attribute. */
function holdsWithoutValue(term: Term<WrittenPath>): boolean {
  return (
    term.kind === 'compare' &&
    (term.operator === 'ne') !== (term.value === null) &&
    ['eq', 'ne'].includes(term.operator)
  );
}

/** Resolves the filter between an attribute's brackets, whose paths start at one of its values. */
export function resolveValueFilter(
  attribute: Attribute,
  filter: WrittenFilter,
  tolerate: Tolerate = tolerateAll,
): Filter {
  return resolveTree(filter, (term) => {
    const found = term.path.schema === undefined && term.path.subAttribute === undefined;
    const sub = found ? findByName(attribute.subAttributes ?? [], term.path.attribute) : undefined;
    if (sub === undefined) {
      const names = (attribute.subAttributes ?? []).map(({ name }) => name).join(', ');
      throw invalidFilter(
        `A value of ${attribute.name} has no attribute ${printWrittenPath(term.path)}. ${names ? `It has ${names}.` : ''}`,
      );
    }
    return resolveTerm({ names: [sub.name], attribute: sub, multiValued: sub.multiValued }, term, tolerate);
  });
}

function resolveTree(filter: WrittenFilter, resolveOne: (term: Term<WrittenPath>) => Filter): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, filters: filter.filters.map((inner) => resolveTree(inner, resolveOne)) };
    case 'not':
      return { kind: 'not', filter: resolveTree(filter.filter, resolveOne) };
    default:
      return resolveOne(filter);
  }
}

function resolveTerm(found: AttributePath, term: Term<WrittenPath>, tolerate: Tolerate): Filter {
  const written = printWrittenPath(term.path);
  if (isHidden(found.attribute)) {
    throw invalidFilter(`${written} is never shown, so nothing can be found by it. Leave it out of the filter.`);
  }
  if (term.kind === 'values') return resolveValues(found, term.filter, written, tolerate);
  const path = term.kind === 'compare' || isReferenceList(found) ? comparable(found) : found;
  requireKnownToStores(path, written);
  if (term.kind === 'present') return { kind: 'present', path };
  const value = fitFilterValue(path.attribute, term.operator, term.value, written, tolerate);
  if (value !== null) return { kind: 'compare', path, operator: term.operator, value };
  return term.operator === 'eq' ? { kind: 'not', filter: { kind: 'present', path } } : { kind: 'present', path };
}

function resolveValues(path: AttributePath, filter: WrittenFilter, written: string, tolerate: Tolerate): Filter {
  if (path.attribute.type !== 'complex' || !path.attribute.multiValued) {
    throw invalidFilter(`${written} has no list of values to choose from. Compare it without brackets.`);
  }
  const inner = resolveValueFilter(path.attribute, filter, tolerate);
  if (!isReferenceList(path)) return { kind: 'values', path, filter: inner };
  if ((inner.kind !== 'compare' && inner.kind !== 'present') || inner.path.attribute.name !== 'value') {
    throw invalidFilter(`${written} can be filtered by one value only. Write ${written}[value eq "…"].`);
  }
  return { ...inner, path: comparable(path) };
}

function isReferenceList({ names: [name] }: AttributePath): boolean {
  return name !== undefined && referenceLists.has(name);
}

function requireKnownToStores({ names }: AttributePath, written: string): void {
  const [name, sub] = names;
  if (name !== undefined && referenceLists.has(name) && sub !== 'value') {
    throw invalidFilter(`${written} is not kept, it is looked up when shown. Filter by ${name}.value.`);
  }
  if (names.length === 3 && names.join(':') === managerName) {
    throw invalidFilter(`${written} is not kept, it is looked up when shown. Filter by manager.value.`);
  }
  if (name === 'meta' && sub !== 'created' && sub !== 'lastModified') {
    throw invalidFilter(`${written} cannot be filtered by. Use meta.created or meta.lastModified.`);
  }
}

function invalidFilter(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: 'invalidFilter' });
}
