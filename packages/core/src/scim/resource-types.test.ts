import { describe, expect, test } from 'vitest';
import { commonAttributes } from './common-attributes.js';
import { resourceTypes } from './resource-types.js';
import type { Attribute } from './schema.js';
import { enterpriseUserSchema } from './schemas/enterprise-user-schema.js';
import { groupSchema } from './schemas/group-schema.js';
import { userSchema } from './schemas/user-schema.js';

/** `name(familyName givenName)`, as RFC 7643 §8.7.1 lists them. */
const outline = (attributes: readonly Attribute[]): string =>
  attributes.map(({ name, subAttributes }) => (subAttributes ? `${name}(${outline(subAttributes)})` : name)).join(' ');

describe('the schemas have what RFC 7643 §8.7.1 has, and primary for addresses, which clients send', () => {
  const plural = '(value display type primary)';
  test.each([
    [
      userSchema,
      [
        'userName name(formatted familyName givenName middleName honorificPrefix honorificSuffix) displayName nickName profileUrl',
        'title userType preferredLanguage locale timezone active password',
        `emails${plural} phoneNumbers${plural} ims${plural} photos${plural}`,
        'addresses(formatted streetAddress locality region postalCode country type primary)',
        `groups(value $ref display type) entitlements${plural} roles${plural} x509Certificates${plural}`,
      ],
    ],
    [groupSchema, ['displayName members(value $ref type display)']],
    [
      enterpriseUserSchema,
      ['employeeNumber costCenter organization division department manager(value $ref displayName)'],
    ],
  ])('$id', (schema, outlines) => {
    expect(outline(schema.attributes)).toBe(outlines.join(' '));
  });
});

const everyAttribute = (attributes: readonly Attribute[]): readonly Attribute[] =>
  attributes.flatMap((attribute) => [attribute, ...everyAttribute(attribute.subAttributes ?? [])]);
const all = everyAttribute([
  ...commonAttributes,
  ...resourceTypes.flatMap(({ schema, extensions }) =>
    [schema, ...extensions.map((extension) => extension.schema)].flatMap(({ attributes }) => attributes),
  ),
]);

describe('the characteristics that clients rely on', () => {
  const only = (matches: (attribute: Attribute) => boolean) => all.filter(matches).map(({ name }) => name);

  test("only userName and a group's displayName must be sent", () => {
    expect(only(({ required, mutability }) => required && mutability !== 'readOnly')).toEqual([
      'userName',
      'displayName',
    ]);
  });

  test('userName is unique without regard to case', () => {
    expect(only(({ uniqueness, mutability }) => uniqueness !== 'none' && mutability !== 'readOnly')).toEqual([
      'userName',
    ]);
    expect(userSchema.attributes.find(({ name }) => name === 'userName')?.caseExact).toBe(false);
  });

  test('the password alone is never returned, and schemas and id always', () => {
    expect(only(({ returned }) => returned === 'never')).toEqual(['password']);
    expect(only(({ returned }) => returned === 'always')).toEqual(['schemas', 'id']);
  });

  test('complex attributes, and only those, have sub-attributes', () => {
    for (const { name, type, subAttributes } of all)
      expect({ name, complex: subAttributes !== undefined }).toEqual({ name, complex: type === 'complex' });
  });

  test('nothing in a read-only attribute can be written', () => {
    for (const { mutability, subAttributes = [] } of all.filter((attribute) => attribute.mutability === 'readOnly')) {
      expect(subAttributes.map((sub) => sub.mutability)).toEqual(subAttributes.map(() => mutability));
    }
  });
});
