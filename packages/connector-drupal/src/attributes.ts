import type { ResourceRules } from '@linkspan/core';
import { fromLangcode, servesLangcode, toLangcode } from './langcode.js';
import { sameWithoutCase } from './same-value.js';
import { toName } from './to-name.js';

/**
 * What every Drupal keeps of a person. First name, title and the like are fields of the site (`field_…`), which the operator's mapping
 * names; `fields` is therefore absent. What Drupal calls `display_name` is made from the name, and nobody's to write.
 */
export const userRules: ResourceRules = {
  rules: [
    {
      scim: 'userName',
      remote: 'name',
      flow: 'both',
      required: true,
      correlates: 'adopt',
      same: sameWithoutCase,
      convert: { toRemote: toName, toScim: (name) => name },
    },
    {
      scim: ['emails[primary eq true].value', 'emails[type eq "work"].value', 'emails.value'],
      remote: 'mail',
      flow: 'both',
      required: true,
      correlates: 'ask',
      selfEntered: true,
      same: sameWithoutCase,
    },
    { scim: 'timezone', remote: 'timezone', flow: 'both' },
    {
      scim: ['preferredLanguage', 'locale'],
      remote: 'preferred_langcode',
      flow: 'both',
      same: servesLangcode,
      convert: { toRemote: toLangcode, toScim: fromLangcode },
    },
    // The companion's; where it is not there this is not written. It joins nobody by itself: what our own lost create made is known by
    // everything that correlates, and without the companion this could not be among it. An operator may name it in `correlation`.
    { scim: 'id', remote: 'linkspan_external_id' },
  ],
  roles: { remote: 'roles', privileged: ['administrator'] },
  password: 'pass',
  reassign: 'unsupported',
};
