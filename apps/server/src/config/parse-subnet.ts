import { isIP } from 'node:net';

export interface Subnet {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`; undefined for any other text. */
export function parseSubnet(text: string): Subnet | undefined {
  const [, address = '', length] = /^([^/%\s]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return undefined;
  const longest = version === 4 ? 32 : 128;
  const bits = length === undefined ? longest : Number(length);
  return bits > longest ? undefined : { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' };
}
