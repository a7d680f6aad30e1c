import { type Check, type Connector, type ConnectorContext, connectMiniOrange } from '@linkspan/core';
import { userRules } from './attributes.js';
import type { ScimModeConfig } from './scim-mode-config.js';

/** Where miniOrange's server has what JSON:API calls otherwise. Fields of the site are where the module was told to put them: not known here. */
const places = { name: 'userName', mail: 'emails.value' };

/** By its own description it updates "all attributes except email and username"; the profile keeps user names as they are already. */
const fixed = ['emails.value'];

/** Nobody of ours has seen it: neither its source nor one that runs. */
const hearsay: Check = {
  id: 'hearsay',
  title: 'What is known of this server',
  run: async () => ({
    ok: true,
    detail: 'its own description, and the source of its sibling for WordPress',
    warning:
      'miniOrange’s SCIM server for Drupal is part of its premium form, which Linkspan was never tried on. Try it with one person first, or use JSON:API, which is tried.',
  }),
};

/** For a site whose JSON:API is out of reach, but which has miniOrange's SCIM server. */
export function connectScimMode(config: ScimModeConfig, context: ConnectorContext): Connector {
  const asked = { ...config, takeover: false };
  const { checks, ...connected } = connectMiniOrange(
    { name: 'drupal', config: asked, rules: userRules, places, fixed },
    context,
  );
  return { ...connected, checks: [...checks, hearsay] };
}
