import { groupType, normalizeResource, readPath, userType, validateRules } from '@linkspan/core';
import { expect, test } from 'vitest';
import { pushed } from './pushed-attributes.js';
import { jumpcloudCases } from './testing/jumpcloud-cases.js';

test.each([
  ['people', pushed.users, userType],
  ['groups', pushed.groups, groupType],
])(
  'the attributes of %s are in the schemas, each field stands once, and all is read only',
  (_what, { rules } = { rules: [] }, type) => {
    expect(validateRules(rules, type)).toEqual([]);
    const fields = rules.map(({ remote }) => remote);
    expect(fields).toEqual([...new Set(fields)]);
    expect(new Set(rules.map(({ flow }) => flow))).toEqual(new Set(['read']));
  },
);

test('what JumpCloud was recorded to send is found by them', () => {
  const { rules = [] } = pushed.users ?? {};
  const bodies = ['J03', 'J06'].map((id) => jumpcloudCases.find((candidate) => candidate.id === id)?.request.body);
  const seen = bodies.flatMap((body = null) => {
    const { attributes, externalId } = normalizeResource(userType, body, { purpose: 'create' });
    const resource = { id: '1', type: 'User', attributes, ...(externalId !== undefined && { externalId }) };
    const hasAll = (paths: readonly string[]) => paths.every((path) => readPath(resource, path) !== undefined);
    return rules.filter(({ scim = [] }) => hasAll([scim].flat())).map(({ remote }) => remote);
  });
  const unseen = rules.map(({ remote }) => remote).filter((remote) => !seen.includes(remote));
  expect(unseen).toEqual(['costCenter', 'company', 'employeeIdentifier', 'manager']);
});
