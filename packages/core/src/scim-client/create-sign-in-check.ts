import type { Check } from '../connector/check.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { ScimApi } from './create-scim-api.js';
import { readPage } from './read-page.js';
import type { ScimConnection } from './scim-connection.js';

export function createSignInCheck(api: ScimApi, { url, credentials }: ScimConnection): Check {
  return {
    id: 'sign-in',
    title: 'Reach the server and sign in',
    async run(signal) {
      try {
        const { items } = await readPage(api, { endpoint: '/Users', to: 'list users' }, undefined, false, signal);
        const detail = `${url} answers, with ${items.length} users on the first page`;
        const addresses = [url, ...('tokenUrl' in credentials ? [credentials.tokenUrl] : [])];
        if (addresses.every((one) => one.startsWith('https:') || isLoopback(one))) return { ok: true, detail };
        return { ok: true, detail, warning: 'The credentials travel unencrypted: use an https:// address.' };
      } catch (error) {
        if (!ConnectorError.is(error)) throw error;
        if (error.kind === 'auth') return { ok: false, detail: error.message, hint: howToSignIn[credentials.kind] };
        if (error.kind !== 'unsupported' && error.kind !== 'invalid') throw error;
        const hint = 'Check url: it is the address below which /Users is, often ending in /scim/v2.';
        return { ok: false, detail: error.message, hint };
      }
    },
  };
}

const howToSignIn: Readonly<Record<ScimConnection['credentials']['kind'], string>> = {
  bearer:
    'Make a new token at the application, where it is set up for provisioning, and put it into token. If it is right, a web server may ' +
    'strip the Authorization header.',
  'client-credentials':
    'Check clientId, clientSecret, tokenUrl and scope at the application, and whether the client may use SCIM.',
};

function isLoopback(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}
