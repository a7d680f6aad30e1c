import { expect, test } from 'vitest';
import { listUniquePaths } from './list-unique-paths.js';
import { groupType, userType } from './resource-types.js';
import { defineAttribute, type ResourceType } from './schema.js';

const deviceType: ResourceType = {
  name: 'Device',
  endpoint: '/Devices',
  description: '',
  schema: {
    id: 'urn:example:Device',
    name: 'Device',
    description: '',
    attributes: [
      defineAttribute({ name: 'serialNumber', uniqueness: 'server' }),
      defineAttribute({
        name: 'cards',
        type: 'complex',
        multiValued: true,
        subAttributes: [
          defineAttribute({ name: 'slot' }),
          defineAttribute({ name: 'address', caseExact: true, uniqueness: 'global' }),
        ],
      }),
    ],
  },
  extensions: [
    {
      required: false,
      schema: {
        id: 'urn:example:Stock:2.0',
        name: 'Stock',
        description: '',
        attributes: [defineAttribute({ name: 'tag', uniqueness: 'server' })],
      },
    },
  ],
};

test.each([
  [userType, [['userName', 'userName']]],
  [groupType, []],
  [
    deviceType,
    [
      ['serialNumber', 'serialNumber'],
      ['cards.address', 'cards/address'],
      ['urn:example:Stock:2.0:tag', 'urn:example:Stock:2.0/tag'],
    ],
  ],
])('what is unique is read from the schemas: $name', (type, expected) => {
  expect(listUniquePaths(type).map(({ name, path }) => [name, path.names.join('/')])).toEqual(expected);
});
