import { constantFilter } from './constant-filter.js';
import { evaluateFilter } from './evaluate-filter.js';
import type { AttributePath, Filter, FilterOf, WrittenPath } from './filter.js';
import { findAttribute } from './find-attribute.js';
import { fitFilterValue } from './fit-filter-value.js';
import type { ResourceType } from './schema.js';

/**
 * Answers what the type already knows: `meta.resourceType` is its name, every resource has `meta`, and `schemas` lists the core schema
 * and each extension of which the resource has an attribute. `undefined` for every other term.
 */
export function resolveConstant(
  type: ResourceType,
  path: AttributePath,
  term: FilterOf<WrittenPath>,
): Filter | undefined {
  const name = path.names.join('.');
  const isMeta = name === 'meta' || name.startsWith('meta.');
  if (term.kind === 'present') return isMeta || name === 'schemas' ? constantFilter(true) : undefined;
  if (term.kind !== 'compare' || (name !== 'schemas' && name !== 'meta.resourceType')) return undefined;
  const value = fitFilterValue(path.attribute, term.operator, term.value, name);
  const holdsFor = (text: string): boolean =>
    evaluateFilter(
      { kind: 'compare', path, operator: term.operator, value },
      name === 'schemas' ? { schemas: [text] } : { meta: { resourceType: text } },
    );
  if (name === 'meta.resourceType') return holdsFor(type.name) ? constantFilter(true) : constantFilter(false);
  if (holdsFor(type.schema.id)) return constantFilter(true);
  const extensions = type.extensions.filter(({ schema }) => holdsFor(schema.id));
  if (extensions.length === 0) return constantFilter(false);
  return { kind: 'or', filters: extensions.flatMap(({ schema }) => hasAnyOf(type, schema.id, schema.attributes)) };
}

function hasAnyOf(
  type: ResourceType,
  urn: string,
  attributes: readonly { readonly name: string }[],
): readonly Filter[] {
  return attributes.flatMap(({ name }) => {
    const path = findAttribute(type, { schema: urn, attribute: name });
    return path ? [{ kind: 'present' as const, path }] : [];
  });
}
