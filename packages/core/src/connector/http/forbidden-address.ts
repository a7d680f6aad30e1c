import { BlockList, isIPv6 } from 'node:net';

/**
 * Where no site lives, but a cloud hands out its machine's credentials. Private and loopback addresses are allowed: sites live there.
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
forbidden.addSubnet('::169.254.0.0', 112, 'ipv6'); // link-local in the deprecated IPv4-compatible form
forbidden.addAddress('fd20:ce::254', 'ipv6'); // Google Cloud metadata
forbidden.addAddress('fd00:42::42', 'ipv6'); // Scaleway metadata

/** Where an IPv6 address carries an IPv4 one, by the 16-bit group in which that begins. */
const carriers: readonly (readonly [prefix: string, bits: number, group: number])[] = [
  ['::ffff:0:0', 96, 6], // IPv4-mapped
  ['64:ff9b::', 96, 6], // NAT64 (RFC 6052)
  ['64:ff9b:1::', 48, 6], // NAT64 of a site's own (RFC 8215)
  ['2002::', 16, 1], // 6to4 (RFC 3056)
];
const carrying = carriers.map(([prefix, bits, group]) => {
  const list = new BlockList();
  list.addSubnet(prefix, bits, 'ipv6');
  return { list, group };
});

export function isForbiddenAddress(address: string): boolean {
  const [withoutZone = address] = address.split('%');
  if (!isIPv6(withoutZone)) return forbidden.check(withoutZone, 'ipv4');
  if (forbidden.check(withoutZone, 'ipv6')) return true;
  return carrying.some(
    ({ list, group }) => list.check(withoutZone, 'ipv6') && forbidden.check(carriedAddress(withoutZone, group), 'ipv4'),
  );
}

function carriedAddress(address: string, group: number): string {
  const [head = '', tail] = withoutDots(address).split('::');
  const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (before?.length ?? 0) - (after?.length ?? 0) }, () => '0');
  const groups = [...(before ?? []), ...zeros, ...(after ?? [])].map((text) => Number.parseInt(text, 16));
  const [high = 0, low = 0] = groups.slice(group);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** `::ffff:169.254.0.1` → `::ffff:a9fe:1`. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}

/** `hostname` as `URL` gives it: there, decimal, octal and hexadecimal IPv4 forms are dotted already. */
export function isForbiddenHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  return host === 'metadata.google.internal' || isForbiddenAddress(host);
}
