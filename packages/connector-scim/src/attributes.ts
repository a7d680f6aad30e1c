import type { AttributeRule, ResourceRules } from '@linkspan/core';
import { sameList } from './same-list.js';
import { sameWithoutCase } from './same-without-case.js';

/** Texts that SCIM knows on both sides. */
const texts = [
  'name.formatted',
  'name.familyName',
  'name.givenName',
  'name.middleName',
  'name.honorificPrefix',
  'name.honorificSuffix',
  'displayName',
  'nickName',
  'profileUrl',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
];

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const enterpriseTexts = ['employeeNumber', 'costCenter', 'organization', 'division', 'department'];

/** What is sent with a create, so that one whose answer was lost is found again. An operator may send another value. */
const externalId: AttributeRule = { scim: 'id', remote: 'externalId', when: 'create', correlates: 'adopt' };

/** Remote fields are named by their SCIM path; `enterprise.` is short for that extension. The manager is an id of ours, which nobody knows there. */
export const userRules: ResourceRules = {
  rules: [
    externalId,
    {
      scim: 'userName',
      remote: 'userName',
      flow: 'both',
      required: true,
      correlates: 'adopt',
      same: sameWithoutCase,
    },
    {
      scim: ['emails[primary eq true].value', 'emails[type eq "work"].value', 'emails.value'],
      // The address that people are looked for by. What is written are `emails`, all of them.
      remote: 'emails.value',
      when: 'create',
      correlates: 'ask',
      selfEntered: true,
      same: sameWithoutCase,
    },
    ...texts.map((name): AttributeRule => ({ scim: name, remote: name, flow: 'both' })),
    ...enterpriseTexts.map(
      (name): AttributeRule => ({ scim: `${enterprise}:${name}`, remote: `enterprise.${name}`, flow: 'both' }),
    ),
    ...['emails', 'phoneNumbers', 'addresses'].map(
      (name): AttributeRule => ({
        scim: name,
        remote: name,
        flow: 'both',
        same: sameList,
        ...(name === 'emails' && { identifies: true }),
      }),
    ),
  ],
  password: 'password',
  reassign: 'unsupported',
};

export const groupRules: ResourceRules = {
  rules: [
    externalId,
    {
      scim: 'displayName',
      remote: 'displayName',
      flow: 'both',
      required: true,
      correlates: 'adopt',
      same: sameWithoutCase,
    },
  ],
  members: { remote: 'members', nested: true },
};
