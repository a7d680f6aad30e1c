import { type Attribute, defineAttribute, type ResourceType, resourceTypes, type Schema } from '@linkspan/core';
import type { SchemaDocument, WrittenAttribute, WrittenSubAttribute } from './schema-document.js';
import type { ResourceTypeItem } from './schemas-section.js';

/** The resource types of this server: those that are built in, with what is added to them, and the declared ones. All was judged before. */
export function declareTypes(
  documents: readonly SchemaDocument[],
  items: readonly ResourceTypeItem[],
): readonly ResourceType[] {
  const builtIn = resourceTypes.flatMap(({ extensions }) => extensions.map(({ schema }) => schema));
  const schemas = [...documents.map(toSchema), ...builtIn];
  const find = (urn: string) => schemas.filter(({ id }) => id.toLowerCase() === urn.toLowerCase());
  const added = (item: ResourceTypeItem | undefined) =>
    (item?.schemaExtensions ?? []).flatMap(({ schema, required }) =>
      find(schema).map((found) => ({ schema: found, required })),
    );
  const standing = resourceTypes.map((type): ResourceType => {
    const item = items.find(({ name }) => name === type.name);
    const extensions = added(item);
    const kept = type.extensions.filter(({ schema }) => !extensions.some((one) => one.schema === schema));
    return item ? { ...type, extensions: [...kept, ...extensions] } : type;
  });
  const own = items
    .filter(({ name }) => !resourceTypes.some((type) => type.name === name))
    .flatMap((item) =>
      find(item.schema ?? '').map(
        (schema): ResourceType => ({
          name: item.name,
          endpoint: `/${(item.endpoint ?? '').slice(1)}`,
          description: item.description ?? schema.description,
          schema,
          extensions: added(item),
        }),
      ),
    );
  return [...standing, ...own];
}

function toSchema({ id, name, description, attributes }: SchemaDocument): Schema {
  return {
    id,
    name: name ?? id.slice(id.lastIndexOf(':') + 1),
    description,
    attributes: attributes.map(({ subAttributes, ...attribute }) => {
      const whole = toAttribute(attribute, false);
      if (subAttributes === undefined) return whole;
      const isHidden = whole.returned === 'never';
      return {
        ...whole,
        subAttributes: subAttributes.map(({ subAttributes: _, ...sub }) => toAttribute(sub, isHidden)),
      };
    }),
  };
}

type Simple = Omit<WrittenAttribute, 'subAttributes'> | Omit<WrittenSubAttribute, 'subAttributes'>;

/** What is within something that is never shown is never shown. */
function toAttribute({ caseExact, returned, ...attribute }: Simple, isWithinHidden: boolean): Attribute {
  const { type, mutability } = attribute;
  const isHidden = isWithinHidden || mutability === 'writeOnly' || returned === 'never';
  // RFC 7643 §2.3.6 and §2.3.7; base64 that differs in case is another value, whatever a schema says.
  const isExact = type === 'binary' || (caseExact ?? type === 'reference');
  return defineAttribute({
    ...attribute,
    caseExact: isExact,
    returned: isHidden ? 'never' : (returned ?? 'default'),
  });
}
