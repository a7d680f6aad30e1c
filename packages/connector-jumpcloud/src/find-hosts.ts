import type { Config } from './config.js';

export interface Hosts {
  readonly console: string;
  readonly insights: string;
  readonly signIn: string;
}

const regions: Readonly<Record<Config['region'], string>> = { us: '', eu: 'eu.', in: 'in.' };

/** Where an organization lives. That service accounts of all regions sign in at one address is inferred: no other is named. */
export function findHosts({ region, hosts = {} }: Pick<Config, 'region' | 'hosts'>): Hosts {
  const part = regions[region];
  return {
    console: hosts.console ?? `https://console.${part}jumpcloud.com`,
    insights: hosts.insights ?? `https://api.${part}jumpcloud.com`,
    signIn: hosts.signIn ?? 'https://admin-oauth.id.jumpcloud.com',
  };
}
