import { type Check, type CheckOutcome, ConnectorError, type HttpResponse } from '@linkspan/core';
import type { Api } from './api.js';
import type { CompanionClient } from './companion.js';
import type { JsonApiConfig } from './config.js';
import { toConnectorError, withoutQuery } from './errors.js';
import { findSiteFields } from './find-site-fields.js';
import { listUsers } from './list-users.js';
import { createRoles } from './roles.js';

/** What the site cannot tell or do without the companion. */
const companionGives: Readonly<Record<string, string>> = {
  'external-id': 'accounts do not carry the id that they have here',
  feed: 'changes made in Drupal are found by listing everybody',
  owned: 'plans do not say what an account owns',
  protect: 'nothing keeps the last administrator',
};

const mayAdminister = 'Give its role the permission "Administer users" under People > Permissions.';

/** Test-connection, each step standing on the one before. Writes nothing. */
export function createChecks(
  api: Api,
  companion: CompanionClient,
  config: JsonApiConfig,
  now: () => number,
): readonly Check[] {
  let attempt: HttpResponse | undefined;

  /** A create that lacks what every account must have: refused for that alone (422) where we may write. */
  async function tryCreate(signal: AbortSignal): Promise<HttpResponse> {
    const json = { data: { type: 'user--user', attributes: {} } };
    attempt ??= await api.ask({ method: 'POST', path: '/jsonapi/user/user', json, to: 'try to write' }, signal);
    return attempt;
  }

  return [
    {
      id: 'reach',
      title: 'Reach the site',
      async run(signal) {
        const { status, headers } = await api.visit('/', signal);
        const target = status >= 300 && status < 400 ? headers.location : undefined;
        // Within the site a language is chosen so.
        if (target === undefined || sameOrigin(target, config.url))
          return { ok: true, detail: `${config.url} answers` };
        return {
          ok: false,
          detail: `${config.url} redirects to ${withoutQuery(target)}`,
          hint: 'Put the address that it leads to into url: a write never follows a redirect.',
        };
      },
    },
    {
      id: 'json-api',
      title: 'Find its JSON:API',
      async run(signal) {
        const { status, json } = await api.visit('/jsonapi', signal);
        if (status !== 200 || typeof json !== 'object' || json === null || !('jsonapi' in json)) {
          const hint = 'Install the module JSON:API under Extend; if it is, look at url, and for what blocks /jsonapi.';
          return { ok: false, detail: `${config.url}/jsonapi is answered with ${status}, not by JSON:API`, hint };
        }
        const detail = `${config.url}/jsonapi answers`;
        if (config.url.startsWith('https:') || isLoopback(config.url)) return { ok: true, detail };
        return { ok: true, detail, warning: 'The credentials travel unencrypted: use an https:// address.' };
      },
    },
    {
      id: 'sign-in',
      title: 'Sign in as the service account',
      async run(signal) {
        try {
          return { ok: true, detail: `signed in as account ${await api.prove(signal)}` };
        } catch (error) {
          if (!ConnectorError.is(error) || error.kind !== 'auth') throw error;
          return { ok: false, detail: error.message, hint: howToSignIn(config) };
        }
      },
    },
    {
      id: 'write-mode',
      title: 'JSON:API accepts writing',
      async run(signal) {
        attempt = undefined;
        const response = await tryCreate(signal);
        if (response.status !== 405) return { ok: true, detail: 'the site accepts writing' };
        const hint =
          'Choose "Accept all JSON:API create, read, update, and delete operations" under Configuration > Web services > JSON:API.';
        return { ok: false, detail: 'the site’s JSON:API accepts reading only', hint };
      },
    },
    {
      id: 'administer',
      title: 'May administer accounts',
      async run(signal): Promise<CheckOutcome> {
        const response = await tryCreate(signal);
        if (response.status === 422) return { ok: true, detail: 'the service account may make and change accounts' };
        const { message } = toConnectorError(response, { to: 'let an account be made', write: false });
        return { ok: false, detail: message, hint: mayAdminister };
      },
    },
    {
      id: 'read',
      title: 'Read accounts',
      async run(signal) {
        const { items } = await listUsers(api, undefined, {}, signal);
        return { ok: true, detail: `${items.length} accounts on the first page` };
      },
    },
    {
      id: 'roles',
      title: 'See roles',
      async run(signal) {
        const count = await createRoles(api, companion, now).count(signal);
        if (count > 0) return { ok: true, detail: `${count} roles` };
        const warning =
          'A role can be given only once an account has it, and only "administrator" counts as privileged. Give the service account the ' +
          'permission "Administer permissions", or install the companion.';
        const byCompanion = await companion.has('roles', signal);
        return { ok: true, detail: 'the service account may not see roles', ...(!byCompanion && { warning }) };
      },
    },
    {
      id: 'fields',
      title: 'Fields of the site',
      async run(signal) {
        const there = await findSiteFields(api, signal);
        const detail = there.length === 0 ? 'accounts have no fields of the site’s own' : there.join(', ');
        const missing = config.siteFields.filter((field) => !there.includes(field));
        if (missing.length === 0) return { ok: true, detail };
        const hint =
          'Make them under Configuration > People > Account settings > Manage fields, or correct siteFields and the mapping.';
        return { ok: false, detail: `the site does not have ${missing.join(', ')}; it has: ${detail}`, hint };
      },
    },
    {
      id: 'companion',
      title: 'Look for the companion',
      async run(signal) {
        const { companion: found, obstacle } = await companion.look(signal);
        const lacking = Object.entries(companionGives).filter(
          ([feature]) => found?.features.includes(feature) !== true,
        );
        const missing = lacking.map(([, without]) => without).join('; ');
        if (obstacle !== undefined)
          return { ok: true, detail: 'installed, but of no use', warning: `${obstacle} Without it ${missing}.` };
        if (found === undefined) return { ok: true, detail: 'not installed', warning: `Without it ${missing}.` };
        const detail = `version ${found.version}: ${found.features.join(', ')}`;
        return { ok: true, detail, ...(lacking.length > 0 && { warning: `What it does not do: ${missing}.` }) };
      },
    },
  ];
}

function howToSignIn({ username, clientId }: JsonApiConfig): string {
  if (clientId !== undefined)
    return 'Look at the consumer under Configuration > People > Simple OAuth: its secret, its grant type, its user.';
  return (
    `Look whether the account "${username}" is active and has this password (the name signs in, the e-mail address does not), and whether the ` +
    'module HTTP Basic Authentication is installed. If both are right, the account may be locked after too many attempts: wait six hours.'
  );
}

function sameOrigin(location: string, url: string): boolean {
  return URL.canParse(location, url) && new URL(location, url).origin === new URL(url).origin;
}

function isLoopback(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}
