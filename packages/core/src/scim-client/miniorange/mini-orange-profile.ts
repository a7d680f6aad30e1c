import type { ScimTraits } from '../scim-traits.js';
import type { MiniOrangeConfig } from './mini-orange-config.js';

/** What one form of miniOrange's server can do, and what it keeps. */
export interface MiniOrangeProfile {
  readonly title: string;
  readonly traits: Partial<ScimTraits>;
  /** Whether somebody can be looked up, and all be listed. */
  readonly searches: boolean;
  /** SCIM paths that it stores when somebody is created, and those that it changes afterwards. */
  readonly stored: readonly string[];
  readonly changed: readonly string[];
  /** Characters of a log-in; more are cut off without a word. */
  readonly longestUserName?: number;
  readonly lacks: readonly string[];
}

const common: Partial<ScimTraits> = {
  update: 'put',
  // O9: with the path `active` any value deprovisions; without one, as we send it, it is taken as it is meant.
  activation: 'patch',
  paging: 'index',
  itemQuery: false,
  // What was sent comes back, the password too, with an id.
  answers: 'echo',
  discovery: false,
  mediaType: 'application/json',
};

export const miniOrangeProfiles: Readonly<Record<MiniOrangeConfig['profile'], MiniOrangeProfile>> = {
  'miniorange-free': {
    title: 'the free form',
    traits: common,
    searches: false,
    stored: ['userName', 'emails.value', 'name.givenName', 'name.familyName'],
    changed: ['name.givenName', 'name.familyName'],
    lacks: [
      'it deactivates and deletes nobody (O4, O5): whoever leaves keeps access',
      'it finds and lists nobody (O1): who is there already is not seen, and a full run is not possible',
      'it changes first and last names only',
      'it has no groups (O11), and no roles',
    ],
  },
  'miniorange-premium': {
    title: 'the premium form (known from its source only)',
    // O10: without a query the first user is missing, and 50 is the most.
    traits: { ...common, pageSize: 50 },
    searches: true,
    stored: ['userName', 'emails.value', 'name.givenName', 'name.familyName', 'displayName'],
    changed: ['emails.value', 'name.givenName', 'name.familyName', 'displayName'],
    longestUserName: 50,
    lacks: ['it has no groups (O11), and no roles', 'log-ins stay as they are'],
  },
};
