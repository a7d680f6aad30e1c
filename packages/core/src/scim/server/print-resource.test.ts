import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withAttributesText } from '../../store/attributes-text.js';
import type { ResourceRecord } from '../../store/resource.js';
import type { JsonObject } from '../json.js';
import type { Selection } from '../parse-selection.js';
import { userType } from '../resource-types.js';
import { defineAttribute, type ResourceType } from '../schema.js';
import { printResource } from './print-resource.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const client = {
  id: 'idp',
  directory: 'main',
  baseUrl: 'https://hub/scim/idp/v2',
  scopes: new Set<never>(),
  quirks: [],
};
const whole: Selection = { kind: 'default', paths: [] };
const groups = [{ value: 'g"1', display: 'Staff "A"', type: 'direct' as const }];

function recordOf(attributes: JsonObject, externalId?: string): ResourceRecord {
  return {
    directory: 'main',
    type: 'User',
    id: '42',
    owner: 'idp',
    version: 3,
    created: '2026-01-01T00:00:00.000Z',
    lastModified: '2026-02-01T00:00:00.000Z',
    attributes,
    ...(externalId !== undefined && { externalId }),
  };
}

const texts = fc.oneof(fc.string(), fc.constantFrom(enterprise, `"${enterprise}":{`, '"},{"', '\\', '\u2028'));
const people = fc.record(
  {
    userName: texts,
    active: fc.boolean(),
    name: fc.record({ familyName: texts }),
    emails: fc.array(fc.record({ value: texts, primary: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    [enterprise]: fc.record({ department: texts }),
  },
  { requiredKeys: ['userName'] },
);

it('an answer from the text that is kept says what one made of the attributes says', () => {
  fc.assert(
    fc.property(people, fc.option(texts, { nil: undefined }), fc.boolean(), (attributes, externalId, isMember) => {
      const record = recordOf(attributes, externalId);
      const refs = isMember ? groups : undefined;
      const long = printResource(client, userType, recordOf(attributes, externalId), refs, whole);
      const short = printResource(
        client,
        userType,
        withAttributesText(record, JSON.stringify(attributes)),
        refs,
        whole,
      );
      expect(JSON.parse(short)).toEqual(JSON.parse(long));
    }),
  );
});

it('what was left out, and what no schema declares any more, is not shown though the text that is kept has it', () => {
  const gone = 'urn:acme:params:scim:schemas:extension:badge:1.0:User';
  const attributes = { userName: 'ada', title: 'Countess', [gone]: { number: '7' } };
  const record = withAttributesText(recordOf(attributes), JSON.stringify(attributes));
  const without: Selection = { kind: 'without', paths: [['title']] };
  expect(JSON.parse(printResource(client, userType, record, undefined, without))).not.toHaveProperty('title');
  expect(JSON.parse(printResource(client, userType, record, undefined, whole))).not.toHaveProperty([gone]);
  const badge = { id: gone, name: 'Badge', description: '', attributes: [defineAttribute({ name: 'colour' })] };
  const declared: ResourceType = { ...userType, extensions: [{ schema: badge, required: false }] };
  expect(JSON.parse(printResource(client, declared, record, undefined, whole))).not.toHaveProperty([gone]);
});
