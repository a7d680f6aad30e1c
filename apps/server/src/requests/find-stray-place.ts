import { scimEndpoints } from './scim-endpoints.js';

const longestPlace = 100;
const longestUrl = 2_000;
/** Whoever asks for one means SCIM, wherever it thinks that we are. (SCIM 1.1 says ServiceProviderConfigs.) */
const endpoints = new RegExp(`/(${[...scimEndpoints, 'ServiceProviderConfigs'].join('|')})(?=/|$)`);
const begins = /^\/+scim(?=\/|$)/i;

/**
 * What somebody seems to have entered as base URL, of a URL that leads to no client; undefined where nothing speaks for SCIM. Without what
 * may name a person, and without a token of ours that was pasted into the URL.
 */
export function findStrayPlace(url: string): string | undefined {
  const [pathname = ''] = url.slice(0, longestUrl).split('?');
  const endpoint = endpoints.exec(pathname);
  if (!endpoint && !begins.test(pathname)) return undefined;
  const base = endpoint ? pathname.slice(0, endpoint.index) : pathname;
  const steps = base.split('/').filter((step) => step !== '');
  const shown = [...steps.slice(0, 4), ...(steps.length > 4 || endpoint ? ['…'] : [])];
  return `/${shown.join('/')}`.replace(/lsp_[0-9a-f_]+/g, '[token]').slice(0, longestPlace);
}
