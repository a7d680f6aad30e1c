import { groupType, normalizeResource, toRemoteFields, toScimValues, userType, validateRules } from '@linkspan/core';
import { describe, expect, test } from 'vitest';
import { groups, users } from './attributes.js';
import { findFieldPlace } from './field-place.js';
import { jumpcloudCases } from './testing/jumpcloud-cases.js';
import { toUsername } from './to-username.js';

/** As the directory keeps what JumpCloud was recorded to send. */
function recorded(id: string) {
  const body = jumpcloudCases.find((one) => one.id === id)?.request.body ?? null;
  const { attributes, externalId } = normalizeResource(userType, body, { purpose: 'create' });
  return { id: '1', type: 'User', attributes, ...(externalId !== undefined && { externalId }) };
}

test('the rules are valid, and each field that is written is one', () => {
  expect(validateRules(users.rules, userType)).toEqual([]);
  expect(validateRules(groups.rules, groupType)).toEqual([]);
  const written = users.rules.filter(({ flow }) => flow !== 'read').map(({ remote }) => remote);
  expect(written.filter((remote) => findFieldPlace(remote) === undefined)).toEqual([]);
});

test('the person whom JumpCloud was recorded to push becomes a user again', () => {
  const { fields, missing } = toRemoteFields(recorded('J03'), users.rules, { purpose: 'create' });
  expect(missing).toEqual([]);
  expect(fields).toMatchObject({
    email: expect.stringMatching(/@/),
    firstname: 'firstname',
    lastname: 'lastname',
    displayname: 'displayname',
    'phoneNumbers[work].number': '+1-555-555-5555',
    'addresses[work].streetAddress': 'street-address',
    'addresses[work].country': 'US',
  });
  expect(fields).not.toHaveProperty('_id');
});

test('a log-in that was made from an address is altered, so that it joins nobody by itself', () => {
  const { altered, fields } = toRemoteFields(recorded('J03'), users.rules, { purpose: 'create' });
  expect(altered).toContain('username');
  expect(altered).not.toContain('email');
  expect(fields['username']).toMatch(/^[a-z]+$/);
});

describe('on the way back', () => {
  test('each value goes where it came from', async () => {
    const fields = {
      _id: 'a',
      email: 'a@b.example',
      jobTitle: 'Boss',
      'phoneNumbers[mobile].number': '+1',
      manager: 'x',
    };
    expect(await toScimValues({ fields }, users.rules)).toEqual({
      failed: [],
      values: {
        externalId: 'a',
        'emails[primary eq true].value': 'a@b.example',
        title: 'Boss',
        'phoneNumbers[type eq "mobile"].value': '+1',
      },
    });
  });

  test.each([
    ['phoneNumbers[work].number', 'tel:+1-555', '+1-555', true],
    ['phoneNumbers[work].number', 'TEL:+1-555', '+1-555', true],
    ['phoneNumbers[work].number', 'tel:+1-555', '+1-556', false],
    ['email', 'Ada@Corp.example', 'ada@corp.example', true],
    ['email', 'ada@corp.example', 'bob@corp.example', false],
  ])('%s: %s and %s are the same: %s', (remote, desired, there, same) => {
    expect(users.rules.find((rule) => rule.remote === remote)?.same?.(desired, there)).toBe(same);
  });
});

test.each([
  ['ada', 'ada'],
  ['ada.lovelace@corp.example', 'ada.lovelace'],
  ['Zoë Ångström', 'Zoe.Angstrom'],
  ["o'brien", 'o.brien'],
  ['4711-ada', 'ada'],
  ['a'.repeat(40), 'a'.repeat(30)],
  ['ada.', 'ada'],
  ['4711', undefined],
  ['李小龍', undefined],
])('the log-in for %s is %s', (userName, username) => {
  expect(toUsername(userName)).toBe(username);
});
