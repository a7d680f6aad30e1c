import { type Check, type CheckOutcome, ConnectorError } from '@linkspan/core';
import type { Api } from './api.js';
import { createCompanionCheck } from './companion-check.js';
import type { Config } from './config.js';
import { withoutQuery } from './errors.js';
import { listUsers } from './list-users.js';
import { readServiceAccount, type ServiceAccount } from './service-account.js';
import type { SiteCompanion } from './site-companion.js';

const howToGiveCapability =
  'In WordPress give it the role Administrator under Users > Edit, or add the capability to its own role with a role editor plugin.';

/** Test-connection, each step standing on the one before. Writes nothing. */
export function createChecks(api: Api, config: Config, companion: SiteCompanion): readonly Check[] {
  let me: ServiceAccount | undefined;

  async function signedIn(signal: AbortSignal): Promise<ServiceAccount> {
    me ??= await readServiceAccount(api, signal);
    return me;
  }

  function may(capability: string, id: string, title: string, without?: string): Check {
    return {
      id,
      title,
      async run(signal): Promise<CheckOutcome> {
        const { username, roles, capabilities } = await signedIn(signal);
        if (capabilities[capability] === true)
          return { ok: true, detail: `"${username}" has the capability ${capability}` };
        const detail = `"${username}" (${roles.join(', ') || 'no role'}) lacks the capability ${capability}`;
        return without === undefined
          ? { ok: false, detail, hint: howToGiveCapability }
          : { ok: true, detail, warning: `${without} ${howToGiveCapability}` };
      },
    };
  }

  return [
    {
      id: 'reach',
      title: 'Reach the site',
      async run(signal) {
        const { status, headers } = await api.knock(signal);
        const target = status >= 300 && status < 400 ? headers.location : undefined;
        if (target === undefined) return { ok: true, detail: `${config.url} answers` };
        return {
          ok: false,
          detail: `${config.url} redirects to ${withoutQuery(target)}`,
          hint: 'Put the address that it leads to into url: a write never follows a redirect.',
        };
      },
    },
    {
      id: 'rest',
      title: 'Find its REST API',
      async run(signal) {
        const { name, home = config.url } = await api.index(signal);
        const detail = `"${name}" at ${home}`;
        if (config.url.startsWith('https:') || isLoopback(config.url)) return { ok: true, detail };
        return { ok: true, detail, warning: 'The application password travels unencrypted: use an https:// address.' };
      },
    },
    {
      id: 'application-passwords',
      title: 'Application passwords are possible',
      async run(signal) {
        const { authentication } = await api.index(signal);
        if ('application-passwords' in authentication) return { ok: true, detail: 'the site accepts them' };
        return {
          ok: false,
          detail: 'the site does not offer application passwords',
          hint:
            'WordPress allows them over https only. Behind a proxy that ends TLS set $_SERVER["HTTPS"] = "on" in wp-config.php; ' +
            'else look for a security plugin that switches them off.',
        };
      },
    },
    {
      id: 'sign-in',
      title: 'Sign in as the service account',
      async run(signal) {
        // Once, and anew: a retry could lock the account.
        me = undefined;
        try {
          const { username, roles } = await signedIn(signal);
          return { ok: true, detail: `signed in as "${username}" (${roles.join(', ') || 'no role'})` };
        } catch (error) {
          if (!ConnectorError.is(error) || error.kind !== 'auth') throw error;
          return {
            ok: false,
            detail: error.message,
            hint:
              `Sign in to WordPress as "${config.username}", open Users > Profile > Application Passwords, add one for Linkspan, and put ` +
              'it into password. The password of the log-in form does not work. If it is right, the web server may strip the ' +
              'Authorization header: see the README.',
          };
        }
      },
    },
    may('list_users', 'list', 'May list accounts'),
    {
      id: 'read',
      title: 'Read accounts',
      async run(signal) {
        const { items } = await listUsers(api, undefined, {}, signal);
        return { ok: true, detail: `${items.length} accounts on the first page` };
      },
    },
    may('create_users', 'create', 'May create accounts'),
    may('edit_users', 'edit', 'May edit accounts'),
    may('promote_users', 'promote', 'May give and take roles'),
    may('delete_users', 'delete', 'May delete accounts', 'Accounts can be deactivated, but not deleted.'),
    createCompanionCheck(companion, config),
  ];
}

function isLoopback(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}
