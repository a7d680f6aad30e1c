import type { ResourceRules } from '@linkspan/core';
import { fromLocale, servesLocale, toLocale } from './locale.js';
import { sameText, sameUrl, sameWithoutCase } from './same-value.js';
import { toLogin } from './to-login.js';
import { writableFields } from './writable-fields.js';

/** What WordPress itself keeps of a person. Title, phone and the like have no field there without a plugin. */
export const userRules: ResourceRules = {
  rules: [
    {
      scim: 'userName',
      remote: 'username',
      // "Usernames cannot be changed" (W8). It can be read, for an import.
      when: 'create',
      flow: 'both',
      required: true,
      correlates: 'adopt',
      same: sameWithoutCase,
      convert: { toRemote: toLogin, toScim: (login) => login },
    },
    {
      scim: ['emails[primary eq true].value', 'emails[type eq "work"].value', 'emails.value'],
      remote: 'email',
      flow: 'both',
      required: true,
      // On a site with open registration anybody can enter an address.
      correlates: 'ask',
      selfEntered: true,
      same: sameWithoutCase,
    },
    { scim: 'name.givenName', remote: 'first_name', flow: 'both', same: sameText },
    { scim: 'name.familyName', remote: 'last_name', flow: 'both', same: sameText },
    { scim: ['displayName', 'name.formatted'], remote: 'name', flow: 'both', same: sameText },
    { scim: 'nickName', remote: 'nickname', flow: 'both', same: sameText },
    { scim: 'profileUrl', remote: 'url', flow: 'both', same: sameUrl },
    {
      scim: ['preferredLanguage', 'locale'],
      remote: 'locale',
      flow: 'both',
      same: servesLocale,
      convert: { toRemote: toLocale, toScim: fromLocale },
    },
    // Linkspan's own id. With a companion only, else it is left out; therefore it joins nobody by itself.
    { scim: 'id', remote: 'linkspan_external_id', when: 'create' },
  ],
  // A password is nobody's to write into a file, and the same one for many people.
  fields: Object.keys(writableFields).filter((field) => field !== 'password'),
  roles: { remote: 'roles', privileged: ['administrator'] },
  password: 'password',
  reassign: 'required',
};
