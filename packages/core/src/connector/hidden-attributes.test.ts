import { expect, test } from 'vitest';
import { userType } from '../scim/resource-types.js';
import { defineAttribute } from '../scim/schema.js';
import { evaluateRules } from './evaluate-rules.js';

const pin = defineAttribute({ name: 'pin', mutability: 'writeOnly', returned: 'never' });
const schema = { id: 'urn:acme:Badge', name: 'Badge', description: '', attributes: [pin] };
const type = { ...userType, extensions: [{ schema, required: false }] };

test('no expression of a rule sees what is never returned', async () => {
  const resource = {
    id: '1',
    type: 'User',
    attributes: { userName: 'ada', 'urn:acme:Badge': { pin: '1', number: '2' } },
  };
  const rule = { remote: 'all', expression: '$string($)' };
  const { values } = await evaluateRules(resource, [rule], [], type);
  expect(JSON.parse(String(values.get('all')))).toEqual({
    id: '1',
    userName: 'ada',
    'urn:acme:Badge': { number: '2' },
  });
});
