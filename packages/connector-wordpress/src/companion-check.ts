import type { Check } from '@linkspan/core';
import type { Config } from './config.js';
import type { SiteCompanion } from './site-companion.js';

const without =
  'Without it WordPress does not tell when an account was changed, so that a change made there is seen by a full listing, once in each poll interval; ' +
  'and a deactivated account can still get a new password by e-mail. Copy the companion into wp-content/mu-plugins: see the README of the connector.';

/** Whether the site has a companion, and whether both sides know of its webhook. */
export function createCompanionCheck(companion: SiteCompanion, { companion: settings }: Config): Check {
  return {
    id: 'companion',
    title: 'Find the companion',
    async run(signal) {
      const found = await companion.describe(signal);
      if (found === undefined) return { ok: true, detail: 'the site has no companion', warning: without };
      const { version, feed, webhook } = found;
      const detail = `found, version ${version}, its feed is at ${feed.last}${webhook ? ', with a webhook' : ''}`;
      const warning = webhookWarning(webhook, settings !== undefined);
      return { ok: true, detail, ...(warning !== undefined && { warning }) };
    },
  };
}

function webhookWarning(there: boolean, here: boolean): string | undefined {
  if (there === here) return undefined;
  return here
    ? 'companion.webhookSecret is set, but the site sends no webhook: put LINKSPAN_WEBHOOK_URL and LINKSPAN_WEBHOOK_SECRET into its wp-config.php.'
    : 'The site sends a webhook that nobody can prove here: put its LINKSPAN_WEBHOOK_SECRET into companion.webhookSecret.';
}
