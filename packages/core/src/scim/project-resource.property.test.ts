import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from './json.js';
import { parseSelection } from './parse-selection.js';
import { projectResource } from './project-resource.js';
import { type Attribute, defineAttribute, type ResourceType, type Schema } from './schema.js';

const core = 'urn:example:core:2.0:Thing';
const extension = 'urn:example:extension:2.0:Thing';
const secret = 'top-secret';
const names = ['alpha', 'beta', 'gamma'] as const;
const returned = fc.constantFrom<Attribute['returned']>('always', 'never', 'default', 'request');

/** Attributes of any kind: simple or complex, one value or several, each part returned in a way of its own. */
const attributes: fc.Arbitrary<readonly Attribute[]> = fc
  .tuple(
    ...names.map(() =>
      fc.record({ returned, multiValued: fc.boolean(), inner: fc.option(fc.tuple(returned, returned)) }),
    ),
  )
  .map((drawn) =>
    drawn.map(({ returned, multiValued, inner }, index) =>
      defineAttribute({
        name: names[index] ?? '',
        multiValued,
        returned,
        ...(inner && {
          type: 'complex' as const,
          subAttributes: inner.map((part, at) =>
            defineAttribute({ name: at === 0 ? 'value' : 'other', returned: part }),
          ),
        }),
      }),
    ),
  );

/** Every value says by itself whether it may be shown. */
function fill(of: readonly Attribute[], hidden = false): JsonObject {
  return Object.fromEntries(
    of.map((attribute) => {
      const never = hidden || attribute.returned === 'never';
      const one: Json = attribute.subAttributes ? fill(attribute.subAttributes, never) : never ? secret : 'open';
      return [attribute.name, attribute.multiValued ? [one, one] : one];
    }),
  );
}

const word = fc
  .tuple(
    fc.constantFrom('', '', `${core}:`, `${extension}:`, `${extension.toUpperCase()}:`),
    fc.constantFrom(...names, 'ALPHA', 'meta', 'id', 'schemas'),
    fc.constantFrom('', '', '.value', '.other', '.OTHER'),
  )
  .map((parts) => parts.join(''));
const list = fc.array(fc.oneof(word, fc.constantFrom(core, extension)), { maxLength: 5 }).map((all) => all.join(','));

test('what is never returned is in no answer, whatever the schema and whatever is asked for', () => {
  fc.assert(
    fc.property(attributes, attributes, list, fc.boolean(), (own, more, parameter, excluded) => {
      const schemaOf = (id: string, of: readonly Attribute[]): Schema => ({
        id,
        name: 'Thing',
        description: '',
        attributes: of,
      });
      const type: ResourceType = {
        name: 'Thing',
        endpoint: '/Things',
        description: '',
        schema: schemaOf(core, own),
        extensions: [{ schema: schemaOf(extension, more), required: false }],
      };
      const view = { id: '7', attributes: { ...fill(own), [extension]: fill(more) }, meta: { resourceType: 'Thing' } };
      const selection = excluded ? parseSelection(type, undefined, parameter) : parseSelection(type, parameter);
      const shown = projectResource(type, view, selection);
      expect(JSON.stringify(shown)).not.toContain(secret);
      expect(shown).toMatchObject({ id: '7', schemas: expect.arrayContaining([core]) });
    }),
    { numRuns: 2000 },
  );
});
