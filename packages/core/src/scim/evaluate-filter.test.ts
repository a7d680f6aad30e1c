import { describe, expect, test } from 'vitest';
import { evaluateFilter } from './evaluate-filter.js';
import type { JsonObject } from './json.js';
import { parseFilter } from './parse-filter.js';
import { resolveFilter } from './resolve-filter.js';
import { groupType, userType } from './resource-types.js';

const user: JsonObject = {
  id: '7',
  externalId: 'AbC',
  userName: 'José@Example.com',
  name: { familyName: 'Ärger' },
  title: '',
  active: false,
  emails: [
    { value: 'jose@work.example', type: 'work' },
    { value: 'jose@home.example', type: 'home', primary: true },
  ],
  groups: [{ value: 'g1', display: 'Staff' }],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R&D', manager: { value: 'M1' } },
  meta: { resourceType: 'User', created: '2026-01-31T12:00:00.000Z' },
};

describe('who is found', () => {
  test.each([
    ['userName eq "JOSÉ@example.COM"', true],
    ['userName eq "JOSE\u0301@example.com"', true],
    ['userName eq "jose@example.com"', false],
    ['userName ne "other"', true],
    ['userName sw "JOS"', true],
    ['userName ew ".COM"', true],
    ['userName co "@EX"', true],
    ['name.familyName gt "a"', true],
    ['name.familyName le "ärger"', true],
    ['externalId eq "AbC"', true],
    ['externalId eq "abc"', false],
    ['id eq "7"', true],
    ['active eq false', true],
    ['active eq "False"', true],
    ['active ne true', true],
    ['active pr', true],
    ['title pr', false],
    ['title eq ""', true],
    ['title eq null', true],
    ['nickName eq null', true],
    ['userName ne null', true],
    ['nickName ne "x"', true],
    ['nickName eq "x"', false],
    ['nickName lt "x"', false],
    ['not (nickName pr)', true],
    ['name pr', true],
    ['addresses pr', false],
    ['emails co "WORK"', true],
    ['emails.type eq "home"', true],
    ['emails ne "jose@work.example"', true],
    ['emails[type eq "work" and value co "home"]', false],
    ['emails[type eq "home" and primary eq true]', true],
    ['emails[type eq "work" and primary pr]', false],
    ['emails[not (type eq "work")]', true],
    ['emails[type eq "work"].value eq "jose@work.example"', true],
    ['groups eq "g1"', true],
    ['groups eq "G1"', false],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "r&d"', true],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq "M1"', true],
    ['schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"', true],
    ['meta.created eq "2026-01-31T13:00:00+01:00"', true],
    ['meta.created gt "2026-01-31T12:59:59+01:00"', true],
    ['meta.created lt "2026-01-31T12:00:00Z"', false],
    ['meta.created ge "2026-01-31T12:00:00Z"', true],
    ['active eq true or userName sw "j" and emails pr', true],
    ['(active eq true or userName sw "j") and addresses pr', false],
  ])('%s: %s', (text, found) => {
    expect(evaluateFilter(resolveFilter(userType, parseFilter(text)), user)).toBe(found);
  });

  test('a group by one of its members', () => {
    const filter = resolveFilter(groupType, parseFilter('displayName eq "STAFF" and members eq "u2"'));
    expect(evaluateFilter(filter, { displayName: 'Staff', members: [{ value: 'u1' }, { value: 'u2' }] })).toBe(true);
    expect(evaluateFilter(filter, { displayName: 'Staff', members: [{ value: 'u1' }] })).toBe(false);
    expect(evaluateFilter(filter, { displayName: 'Staff' })).toBe(false);
  });

  test('nobody by what every object inherits', () => {
    const path = { names: ['constructor', 'name'], attribute: userType.schema.attributes[0], multiValued: false };
    if (path.attribute === undefined) throw new Error('The user schema is empty.');
    expect(evaluateFilter({ kind: 'present', path: { ...path, attribute: path.attribute } }, {})).toBe(false);
  });
});
