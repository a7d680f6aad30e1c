import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from './json.js';
import { parseSelection } from './parse-selection.js';
import { projectMember, projectResource, type ResourceView, selectionIncludes } from './project-resource.js';
import { groupType, userType } from './resource-types.js';
import { defineAttribute, type ResourceType } from './schema.js';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const view: ResourceView = {
  id: '7',
  externalId: 'e7',
  attributes: {
    [enterprise]: { department: 'D', manager: { value: '42', displayName: 'Boss' } },
    emails: [{ value: 'a', type: 'work' }, { value: 'b' }],
    name: { givenName: 'G', familyName: 'F' },
    userName: 'u',
    active: true,
    password: 'never shown, even if it were kept',
  },
  groups: [{ value: 'g1', display: 'Staff' }],
  meta: { resourceType: 'User', version: 'W/"1"' },
};
const show = (attributes?: string, excludedAttributes?: string): JsonObject =>
  projectResource(userType, view, parseSelection(userType, attributes, excludedAttributes));

test('a resource is shown whole and in a settled order, without what is never returned', () => {
  expect(JSON.stringify(show())).toBe(
    JSON.stringify({
      schemas: [core, enterprise],
      id: '7',
      externalId: 'e7',
      userName: 'u',
      name: { familyName: 'F', givenName: 'G' },
      active: true,
      emails: [{ value: 'a', type: 'work' }, { value: 'b' }],
      groups: [{ value: 'g1', display: 'Staff' }],
      [enterprise]: { department: 'D', manager: { value: '42', displayName: 'Boss' } },
      meta: { resourceType: 'User', version: 'W/"1"' },
    }),
  );
});

describe('attributes shows what it names, and schemas and id always', () => {
  test.each<[string, JsonObject]>([
    ['userName', { userName: 'u' }],
    [' USERNAME , ,active', { userName: 'u', active: true }],
    ['name.givenName', { name: { givenName: 'G' } }],
    ['name,name.givenName', { name: { givenName: 'G', familyName: 'F' } }],
    ['emails.type', { emails: [{ type: 'work' }] }],
    ['emails.display', {}],
    ['groups', { groups: [{ value: 'g1', display: 'Staff' }] }],
    ['groups.value', { groups: [{ value: 'g1' }] }],
    [`${core}:name.familyName`, { name: { familyName: 'F' } }],
    ['meta.version', { meta: { version: 'W/"1"' } }],
    ['externalId', { externalId: 'e7' }],
    ['password', {}],
    ['nonsense', {}],
    ['department', {}],
    ['id', {}],
  ])('%s', (attributes, shown) => {
    expect(show(attributes)).toEqual({ schemas: [core], id: '7', ...shown });
  });

  test.each<[string, JsonObject]>([
    [enterprise, { department: 'D', manager: { value: '42', displayName: 'Boss' } }],
    [`${enterprise}:department`, { department: 'D' }],
    [`${enterprise.toUpperCase()}:MANAGER.value`, { manager: { value: '42' } }],
  ])('%s', (attributes, shown) => {
    expect(show(attributes)).toEqual({ schemas: [core, enterprise], id: '7', [enterprise]: shown });
  });
});

describe('excludedAttributes hides what it names, but never schemas and id', () => {
  test.each<[string, JsonObject]>([
    [
      'groups,meta,emails',
      { userName: 'u', active: true, name: { givenName: 'G', familyName: 'F' }, externalId: 'e7' },
    ],
    [
      'groups,meta,name.givenName,emails.value,externalId',
      { userName: 'u', active: true, name: { familyName: 'F' }, emails: [{ type: 'work' }] },
    ],
    ['groups,meta,emails,name,active,externalId,id,schemas,nonsense', { userName: 'u' }],
  ])('%s', (excluded, shown) => {
    expect(show(undefined, `${excluded},${enterprise}`)).toEqual({ schemas: [core], id: '7', ...shown });
  });

  test('one attribute of an extension', () => {
    expect(show(undefined, `${enterprise}:manager`)).toMatchObject({ [enterprise]: { department: 'D' } });
    expect(show(undefined, `${enterprise}:manager`)[enterprise]).not.toHaveProperty('manager');
  });
});

test('both at once are refused, and empty parameters are none', () => {
  expect(() => parseSelection(userType, 'a', 'b')).toThrow(
    expect.objectContaining({
      status: 400,
      scimType: 'invalidValue',
      message: expect.stringContaining('Use one of them'),
    }),
  );
  expect(parseSelection(userType, '', ' , ')).toEqual({ kind: 'default', paths: [] });
});

describe('members are read only where they are shown', () => {
  test.each<[string | undefined, string | undefined, boolean]>([
    [undefined, undefined, true],
    [undefined, 'members', false],
    [undefined, 'MEMBERS,displayName', false],
    [undefined, 'members.display', true],
    ['displayName', undefined, false],
    ['members', undefined, true],
    ['displayName,members.value', undefined, true],
    ['nonsense', undefined, false],
  ])('attributes %s, excludedAttributes %s: %s', (attributes, excludedAttributes, read) => {
    expect(selectionIncludes(parseSelection(groupType, attributes, excludedAttributes), 'members')).toBe(read);
  });

  test('and each as far as it was asked for', () => {
    const member = { value: '1', type: 'User', display: 'Bob' };
    const shown = (attributes?: string) => projectMember(groupType, member, parseSelection(groupType, attributes));
    expect(shown()).toEqual(member);
    expect(shown('members')).toEqual(member);
    expect(shown('members.value,displayName')).toEqual({ value: '1' });
  });
});

test('an attribute that is returned on request is shown on request', () => {
  const type: ResourceType = {
    ...groupType,
    schema: {
      ...groupType.schema,
      attributes: [...groupType.schema.attributes, defineAttribute({ name: 'notes', returned: 'request' })],
    },
  };
  const notes = (attributes?: string) =>
    projectResource(
      type,
      { id: '1', attributes: { displayName: 'x', notes: 'n' }, meta: {} },
      parseSelection(type, attributes),
    ).notes;
  expect(notes()).toBeUndefined();
  expect(notes('displayName')).toBeUndefined();
  expect(notes('notes')).toBe('n');
});

test('no selection whatsoever shows a password', () => {
  const names = fc.constantFrom(
    'password',
    'PASSWORD',
    `${core}:password`,
    'userName',
    'name.givenName',
    enterprise,
    'x',
  );
  const list = fc.array(names, { maxLength: 5 }).map((parts) => parts.join(','));
  fc.assert(
    fc.property(list, fc.boolean(), (parameter, excluded) => {
      const shown = excluded ? show(undefined, parameter) : show(parameter);
      expect(shown).not.toHaveProperty('password');
      expect(shown).toMatchObject({ id: '7', schemas: expect.arrayContaining([core]) });
    }),
  );
});
