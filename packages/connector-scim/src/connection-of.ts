import type { ScimConnection, ScimCredentials } from '@linkspan/core';
import type { Config } from './config.js';
import { quirks } from './quirks.js';

export function connectionOf(config: Config): ScimConnection {
  const { url, update, paging, pageSize, lookUp, mediaType } = config;
  return {
    name: 'scim',
    url,
    credentials: credentialsOf(config),
    traits: { update, paging, pageSize, lookUp, mediaType },
    quirks: quirks.map((quirk) => ({
      ...quirk,
      enabled: config.quirks[quirk.name] ?? quirk.enabled ?? true,
    })),
  };
}

function credentialsOf({ token, oauth }: Config): ScimCredentials {
  if (oauth === undefined) return { kind: 'bearer', token: token ?? '' };
  const { scope, ...given } = oauth;
  return { kind: 'client-credentials', ...given, ...(scope !== undefined && { scope }) };
}
