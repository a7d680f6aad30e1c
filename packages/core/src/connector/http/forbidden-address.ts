import { BlockList, isIPv6 } from 'node:net';

/**
 * Where no site lives, but a cloud hands out its machine's credentials. Private and loopback addresses are allowed: sites live there.
 * A rule for IPv4 also covers its IPv4-mapped form (`::ffff:169.254.0.1`).
 */
const forbidden = new BlockList();
forbidden.addSubnet('0.0.0.0', 8, 'ipv4'); // unspecified: Linux connects it to loopback
forbidden.addSubnet('169.254.0.0', 16, 'ipv4'); // link-local, and the metadata of most clouds
forbidden.addAddress('100.100.100.200', 'ipv4'); // Alibaba Cloud metadata
forbidden.addAddress('192.0.0.192', 'ipv4'); // Oracle Cloud metadata
forbidden.addAddress('168.63.129.16', 'ipv4'); // Azure's WireServer
forbidden.addAddress('::', 'ipv6');
forbidden.addSubnet('fe80::', 10, 'ipv6'); // link-local
forbidden.addAddress('fd00:ec2::254', 'ipv6'); // AWS metadata
forbidden.addSubnet('64:ff9b::169.254.0.0', 112, 'ipv6'); // link-local through NAT64
forbidden.addAddress('64:ff9b::100.100.100.200', 'ipv6');
forbidden.addSubnet('::169.254.0.0', 112, 'ipv6'); // the deprecated IPv4-compatible form

export function isForbiddenAddress(address: string): boolean {
  const [withoutZone = address] = address.split('%');
  return forbidden.check(withoutZone, isIPv6(withoutZone) ? 'ipv6' : 'ipv4');
}

/** `hostname` as `URL` gives it: there, decimal, octal and hexadecimal IPv4 forms are dotted already. */
export function isForbiddenHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  return host === 'metadata.google.internal' || isForbiddenAddress(host);
}
