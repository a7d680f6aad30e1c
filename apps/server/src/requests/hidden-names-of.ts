import { type Attribute, isHidden, type ResourceType } from '@linkspan/core';

const known = new WeakMap<readonly ResourceType[], RegExp | undefined>();

/** Finds the names of attributes that no answer ever shows in a text; undefined where the schemas have none but passwords. */
export function hiddenNamesOf(types: readonly ResourceType[]): RegExp | undefined {
  if (!known.has(types)) known.set(types, compile(types));
  return known.get(types);
}

function compile(types: readonly ResourceType[]): RegExp | undefined {
  const schemas = types.flatMap(({ schema, extensions }) => [
    schema,
    ...extensions.map((extension) => extension.schema),
  ]);
  const names = new Set(schemas.flatMap(({ attributes }) => listHidden(attributes)));
  names.delete('password');
  if (names.size === 0) return undefined;
  const words = [...names].map((name) => name.replaceAll('$', '\\$'));
  return new RegExp(`(?<![\\w$-])(?:${words.join('|')})(?![\\w$-])`, 'i');
}

function listHidden(attributes: readonly Attribute[]): readonly string[] {
  return attributes.flatMap((attribute) =>
    isHidden(attribute) ? [attribute.name] : listHidden(attribute.subAttributes ?? []),
  );
}
