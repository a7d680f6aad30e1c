import { expect, test } from 'vitest';
import type { JsonObject } from '../scim/json.js';
import { readPath } from './read-path.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const work = { value: 'work@x.org', type: 'work' };
const home = { value: 'home@x.org', type: 'home' };
const main = { value: 'main@x.org', primary: true };
const second = { value: 'second@x.org', type: 'work', primary: true };
const unnamed = { type: 'other', primary: true };

const rows: readonly [path: string, attributes: JsonObject, expected: unknown][] = [
  ['userName', { userName: 'ann' }, 'ann'],
  ['USERNAME', { userName: 'ann' }, 'ann'],
  ['id', {}, '42'],
  ['externalId', {}, 'jc-1'],
  ['active', { active: false }, false],
  ['userName', { userName: '' }, undefined],
  ['name.givenName', { name: { givenName: 'Ann' } }, 'Ann'],
  ['name.givenName', {}, undefined],
  ['emails', { emails: [work] }, [work]],
  ['emails', { emails: [] }, undefined],
  ['emails.value', { emails: [home, work] }, 'home@x.org'],
  ['emails.value', { emails: [home, main] }, 'main@x.org'],
  ['emails.value', { emails: [unnamed, home] }, 'home@x.org'],
  ['emails[primary eq true].value', { emails: [home, main] }, 'main@x.org'],
  ['emails[primary eq true].value', { emails: [home, work] }, undefined],
  ['emails[type eq "WORK"].value', { emails: [home, work] }, 'work@x.org'],
  ['emails[type eq "work" or type eq "home"].value', { emails: [{ ...work, primary: true }, home] }, 'work@x.org'],
  ['emails[type eq "work"]', { emails: [home, work] }, work],
  ['emails[type eq "work"]', { emails: [work, second] }, second],
  ['emails[type eq "work"].value', { emails: [work, second] }, 'second@x.org'],
  ['emails[type eq "work"].value', {}, undefined],
  [`${enterprise}:department`, { [enterprise]: { department: 'Sales' } }, 'Sales'],
  [`${enterprise}:manager.value`, { [enterprise]: { manager: { value: '7' } } }, '7'],
  [`${enterprise}:manager.value`, {}, undefined],
  ['shoeSize', { shoeSize: 44 }, undefined],
];
test.each(rows)('%s of %j is %j', (path, attributes, expected) => {
  expect(readPath({ id: '42', type: 'User', externalId: 'jc-1', attributes }, path)).toEqual(expected);
});
